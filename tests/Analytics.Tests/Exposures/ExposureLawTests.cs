using CsCheck;
using TradingAnalytics.Analytics.Exposures;
using TradingAnalytics.Analytics.Numerics.Lanes;

namespace TradingAnalytics.Analytics.Tests.Exposures;

public class ExposureLawTests
{
    private const double Discount = 0.995;

    private static readonly Gen<ExposureLeg> Leg = Gen.Select(
        Gen.Bool,
        Gen.Int[400, 560],
        Gen.Double[0.05, 0.8],
        Gen.Int[0, 9_000],
        (call, strike, volatility, lots) => new ExposureLeg(call ? OptionRight.Call : OptionRight.Put, 50 * strike, volatility, 65 * lots));

    private static readonly Gen<(ExposureLeg[] Legs, double Forward, double Years)> Chain = Gen.Select(Leg.Array[1, 40], Gen.Double[22_000, 26_000], Gen.Double[1e-4, 0.4]);

    [Fact]
    public void Of_TwoPartsOfAChain_AddUp()
    {
        Chain.Sample(chain =>
        {
            (ExposureLeg[] legs, double forward, double years) = chain;
            int half = legs.Length / 2;

            var whole = ChainExposures.Of(legs, forward, years, Discount, []).Total;
            var parts = ChainExposures.Of(legs.AsSpan(0, half), forward, years, Discount, []).Total + ChainExposures.Of(legs.AsSpan(half), forward, years, Discount, []).Total;

            double size = legs.Sum(leg => Math.Abs(ChainExposures.OfLeg(leg, forward, years, Discount).Gamma));
            whole.Gamma.ShouldBe(parts.Gamma, 1e-12 * size);
            whole.Delta.ShouldBe(parts.Delta, 1e-12 * forward * legs.Sum(leg => leg.OpenInterest));
        });
    }

    [Fact]
    public void OfLeg_CallAndPutOfOneStrike_HaveOppositeGammaVannaAndDeltasThatPartByTheDiscountFactor()
    {
        Chain.Sample(chain =>
        {
            ExposureLeg leg = chain.Legs[0] with { OpenInterest = 65_000 };
            var call = ChainExposures.OfLeg(leg with { Right = OptionRight.Call }, chain.Forward, chain.Years, Discount);
            var put = ChainExposures.OfLeg(leg with { Right = OptionRight.Put }, chain.Forward, chain.Years, Discount);

            call.Gamma.ShouldBe(-put.Gamma, (1e-12 * call.Gamma) + double.Epsilon);
            call.Vanna.ShouldBe(-put.Vanna, (1e-12 * Math.Abs(call.Vanna)) + double.Epsilon);
            // Δcall − Δput = D, and the put counts −.
            (call.Delta + put.Delta).ShouldBe(Discount * chain.Forward * 65_000, 1e-6 * chain.Forward);
        });
    }

    [Fact]
    public void Fill_EveryMove_IsTheChainAtThatForward()
    {
        Chain.Sample(
            chain =>
            {
                (ExposureLeg[] legs, double forward, double years) = chain;
                double[] profile = new double[GammaProfile.Count];
                GammaTerms terms = Terms(legs, years);
                double weight = legs.Sum(leg => Math.Abs(GammaTerm.Of(leg, years, Discount)?.Weight ?? 0));

                GammaProfile.Fill(terms, forward, profile);

                for (int i = 0; i < profile.Length; i += 7)
                {
                    double level = forward * (1 + GammaProfile.Moves[i]);
                    double size = weight * level;
                    double difference = Math.Abs(profile[i] - ChainExposures.Of(legs, level, years, Discount, []).Total.Gamma);

                    // Where there is no open interest nothing is exactly nothing.
                    difference.ShouldBeLessThanOrEqualTo(1e-11 * size);
                }
            },
            iter: 30);
    }

    [Fact]
    public void FindFlip_Found_IsARootAndNoneIsNearer()
    {
        int found = 0;
        Chain.Sample(
            chain =>
            {
                (ExposureLeg[] legs, double forward, double years) = chain;
                GammaTerms terms = Terms(legs, years);
                double[] profile = new double[GammaProfile.Count];
                GammaProfile.Fill(terms, forward, profile);

                if (GammaProfile.FindFlip(terms, forward, profile) is not { } flip)
                {
                    return;
                }

                Interlocked.Increment(ref found);
                double greatest = profile.Max(Math.Abs);
                double step = 1e-9;
                double low = GammaProfile.At(terms, forward * (1 + flip - step));
                double high = GammaProfile.At(terms, forward * (1 + flip + step));
                (low > 0).ShouldNotBe(high > 0, $"flip {flip}: {low} {high}");
                for (int i = 0; i < profile.Length; i++)
                {
                    bool nearer = Math.Abs(GammaProfile.Moves[i]) < Math.Abs(flip) - 0.01;
                    bool otherSign = Math.Abs(profile[i]) > 1e-6 * greatest && (profile[i] > 0) != (profile[GammaProfile.Count / 2] > 0);
                    (nearer && otherSign).ShouldBeFalse($"flip {flip}, but the sign differs at {GammaProfile.Moves[i]}");
                }

                // The profile alone knows it to within the step it lies in.
                GammaProfile.FindFlip(profile)!.Value.ShouldBe(flip, Math.Abs(flip) < 0.01 ? 0.0005 : Math.Abs(flip) < 0.05 ? 0.0025 : 0.15);
            },
            threads: 1);
        found.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void FindFlip_FarFromEveryStrike_IsNoFlip()
    {
        // A minute before expiry gamma underflows a percent away: nothing changes sign there.
        ExposureLeg[] calls = [new(OptionRight.Call, 24_000, 0.1, 65_000)];
        ExposureLeg[] both = [new(OptionRight.Call, 24_000, 0.1, 65_000), new(OptionRight.Put, 23_000, 0.1, 1)];

        ChainExposures.FindGammaFlip(calls, 24_000, 1 / 525_600.0, 1).ShouldBeNull();
        ChainExposures.FindGammaFlip(both, 24_000, 1 / 525_600.0, 1).ShouldBeNull("a put of one unit a thousand points below is nothing beside the calls");
    }

    [Fact]
    public void Of_Walls_AreTheGreatestGammas()
    {
        Chain.Sample(chain =>
        {
            (ExposureLeg[] legs, double forward, double years) = chain;
            var perLeg = new Exposure[legs.Length];
            var summary = ChainExposures.Of(legs, forward, years, Discount, perLeg);

            double most = perLeg.Max(one => one.Gamma);
            double least = perLeg.Min(one => one.Gamma);
            summary.CallWall.ShouldBe(most > 0 ? legs[Array.FindIndex(perLeg, one => one.Gamma == most)].Strike : null);
            summary.PutWall.ShouldBe(least < 0 ? legs[Array.FindIndex(perLeg, one => one.Gamma == least)].Strike : null);
        });
    }

    [Fact]
    public void Moves_Grid_IsAscendingAndSymmetric()
    {
        ReadOnlySpan<double> moves = GammaProfile.Moves;
        moves.Length.ShouldBe(GammaProfile.Count);
        moves[^1].ShouldBe(0.15);
        for (int i = 0; i < moves.Length; i++)
        {
            moves[i].ShouldBe(-moves[^(i + 1)]);
            (i == 0 || moves[i] > moves[i - 1]).ShouldBeTrue();
        }
    }

    [Fact]
    public void FillAndAt_EveryWidth_AreTheSameBits()
    {
        Chain.Sample(
            chain =>
            {
                (ExposureLeg[] legs, double forward, double years) = chain;
                GammaTerms terms = Terms(legs, years);
                double[] expected = new double[GammaProfile.Count];
                double[] profile = new double[GammaProfile.Count];
                GammaProfile.Fill(LaneWidth.One, terms, forward, expected);
                double at = GammaProfile.At(LaneWidth.One, terms, forward);
                double oracle = ChainExposures.GammaAt(legs, forward, years, Discount);
                double size = forward * legs.Sum(leg => Math.Abs(GammaTerm.Of(leg, years, Discount)?.Weight ?? 0));
                foreach (LaneWidth width in (LaneWidth[])[LaneWidth.Four, LaneWidth.Eight])
                {
                    if (LaneWidths.IsSupported(width))
                    {
                        GammaProfile.Fill(width, terms, forward, profile);
                        profile.ShouldBe(expected);
                        GammaProfile.At(width, terms, forward).ShouldBe(at);
                    }
                }

                at.ShouldBe(oracle, 1e-14 * size);
                expected[GammaProfile.Count / 2].ShouldBe(oracle, 1e-13 * size);
            },
            iter: 30);
    }

    private static GammaTerms Terms(ExposureLeg[] legs, double years)
    {
        var terms = new GammaTerms();
        foreach (ExposureLeg leg in legs)
        {
            if (GammaTerm.Of(leg, years, Discount) is { } term)
            {
                terms.Add(term);
            }
        }

        return terms;
    }
}
