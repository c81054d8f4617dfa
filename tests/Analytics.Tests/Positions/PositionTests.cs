using CsCheck;
using TradingAnalytics.Analytics.Positions;
using TradingAnalytics.Analytics.Pricing;
using TradingAnalytics.Analytics.Surfaces;

namespace TradingAnalytics.Analytics.Tests.Positions;

public class PositionTests
{
    private const double Forward = 24_000;
    private const double Time = 0.05;
    private const double Discount = 0.997;
    private const double Volatility = 0.14;

    [Fact]
    public void Analyse_IronCondor_HasItsTextbookNumbers()
    {
        PositionLeg[] condor = [Put(65, 23_000, 40), Put(-65, 23_500, 110), Call(-65, 24_500, 120), Call(65, 25_000, 45)];

        var (outcome, levels) = Analyse(condor);

        outcome.ShouldBe(new PositionOutcome(Time, true, 145 * 65, (145 - 500) * 65, 2));
        levels.ShouldBe([23_355, 24_645]);
        PositionPayoff.ProfitAt(condor, 24_000).ShouldBe(145 * 65);
        PositionPayoff.ProfitAt(condor, 0).ShouldBe((145 - 500) * 65);
    }

    [Fact]
    public void Analyse_LongStraddle_GainsWithoutLimitAboveAndToZeroBelow()
    {
        PositionLeg[] straddle = [Call(1, 24_000, 300), Put(1, 24_000, 290)];

        var (outcome, levels) = Analyse(straddle);

        outcome.ShouldBe(new PositionOutcome(Time, true, double.PositiveInfinity, -590, 2));
        levels.ShouldBe([23_410, 24_590]);
    }

    [Fact]
    public void Analyse_NakedCall_LosesWithoutLimit()
    {
        var (outcome, levels) = Analyse([Call(-75, 24_200, 100)]);

        (outcome.MaxProfit, outcome.MaxLoss).ShouldBe((7_500, double.NegativeInfinity));
        levels.ShouldBe([24_300]);
    }

    [Fact]
    public void Analyse_CoveredCall_CountsTheUnderlying()
    {
        var (outcome, levels) = Analyse([PositionLeg.Underlying(75, 24_000, 23_900), Call(-75, 24_500, 120)]);

        outcome.ShouldBe(new PositionOutcome(Time, true, 720 * 75, -23_780 * 75, 1));
        levels.ShouldBe([23_780]);
    }

    [Fact]
    public void Analyse_ZeroOverAnInterval_GivesItsEnds()
    {
        var (_, levels) = Analyse([Call(1, 24_000, 0), Call(-1, 24_500, 0), Call(-1, 25_000, 0), Call(1, 25_500, 0)]);

        levels.ShouldBe([0, 24_000, 25_500]);
    }

    [Fact]
    public void ExpectedProfit_AnyPosition_IsWhatItsLegsAreWorthUndiscounted() => Gen
        .Select(Gen.Double[22_000, 26_000], Gen.Bool, Gen.Double[-5, 5], Gen.Double[0.05, 0.4])
        .Array[1, 4]
        .Sample(drawn =>
        {
            double volatility = drawn[0].Item4;
            PositionLeg[] legs = [.. drawn.Select(leg => PositionLeg.Option(leg.Item2 ? OptionRight.Call : OptionRight.Put, leg.Item3, leg.Item1, Time, Forward, Discount, volatility, 100))];

            double mean = PositionPayoff.ExpectedProfit(legs, new LogNormalLevel(Forward, volatility, Time));

            double worth = PositionValuation.ValueAt(legs, 1, 0, 0) / Discount;
            mean.ShouldBe(worth - PositionValuation.Cost(legs), 1e-9 + (1e-3 * legs.Sum(leg => Math.Abs(leg.Quantity))));
        });

    [Fact]
    public void ExpectedProfit_Underlying_IsItsForwardUnderTheSmileToo()
    {
        var slice = new SviParameters(0.0004, 0.008, -0.4, 0.01, 0.05);
        PositionLeg[] legs = [Call(2, 24_000, 0), Put(-2, 24_000, 0)];

        // A call less a put is the forward less the strike, whatever the distribution.
        PositionPayoff.ExpectedProfit(legs, new SmileLevel(slice, 24_100)).ShouldBe(2 * (24_100 - 24_000), 0.05);
    }

    [Fact]
    public void Analyse_UnderlyingAlone_BreaksEvenAtItsEntry()
    {
        var (outcome, levels) = Analyse([PositionLeg.Underlying(-10, 100, 95)]);

        outcome.ShouldBe(new PositionOutcome(0, true, 950, double.NegativeInfinity, 1));
        levels.ShouldBe([95]);
    }

    [Fact]
    public void Analyse_CalendarSpread_LosesAtMostItsDebit()
    {
        PositionLeg near = PositionLeg.Option(OptionRight.Call, -1, 24_000, 0.02, 24_000, 1, 0.15, 200);
        PositionLeg far = PositionLeg.Option(OptionRight.Call, 1, 24_000, 0.10, 24_000, 1, 0.15, 450);
        PositionLeg[] calendar = [near, far];

        var (outcome, levels) = Analyse(calendar);

        outcome.IsExact.ShouldBeFalse();
        outcome.HorizonYears.ShouldBe(0.02);
        outcome.MaxLoss.ShouldBe(-250, 1e-6);

        // The most is made at the strike, where the near call is worth nothing and the far one its time value.
        outcome.MaxProfit.ShouldBe(Black76.Price(OptionRight.Call, 24_000, 24_000, 0.08, 1, 0.15) - 250, 1e-9);
        levels.Length.ShouldBe(2);
        foreach (double level in levels)
        {
            PositionPayoff.ProfitAt(calendar, level).ShouldBe(0, 1e-8);
        }
    }

    [Fact]
    public void Analyse_CalendarSpreadWithCarry_IsNotCalledUnlimited()
    {
        const double Rate = 0.07;
        PositionLeg Leg(double quantity, double time) => PositionLeg.Option(
            OptionRight.Call, quantity, 24_000, time, BlackScholes.Forward(24_000, time, Rate, 0), Math.Exp(-Rate * time), 0.15, 300);

        var (outcome, _) = Analyse([Leg(-1, 0.02), Leg(1, 0.1)]);

        double.IsFinite(outcome.MaxLoss).ShouldBeTrue();
        double.IsFinite(outcome.MaxProfit).ShouldBeTrue();
    }

    [Fact]
    public void Analyse_AnyPosition_IsNeverBeatenBySampledLevels()
    {
        Legs.Sample(legs =>
        {
            var (outcome, levels) = Analyse(legs);
            double scale = 1e-9 * legs.Sum(l => Math.Abs(l.Quantity)) * 200;
            for (int i = 0; i <= 400; i++)
            {
                PositionPayoff.ProfitAt(legs, i).ShouldBeInRange(outcome.MaxLoss - scale, outcome.MaxProfit + scale);
            }

            double[] marks = [0, .. levels, 1000];
            for (int i = 0; i + 1 < marks.Length; i++)
            {
                // Between break-evens the sign holds.
                double[] signs = [.. Enumerable.Range(1, 9).Select(j => PositionPayoff.ProfitAt(legs, marks[i] + (j * (marks[i + 1] - marks[i]) / 10)))];
                (signs.Max() > scale && signs.Min() < -scale).ShouldBeFalse($"{string.Join(' ', marks)} | {string.Join(" | ", legs)}");
            }

            foreach (double level in levels)
            {
                Math.Abs(PositionPayoff.ProfitAt(legs, level)).ShouldBeLessThanOrEqualTo(scale);
            }
        });
    }

    [Fact]
    public void ProbabilityOfProfit_LongCall_IsThatOfTheBreakEven()
    {
        PositionLeg[] legs = [Call(1, 24_000, 300)];
        var distribution = new LogNormalLevel(Forward, Volatility, Time);
        var (_, levels) = Analyse(legs);

        double above = -Black76.Greeks(OptionRight.Call, Forward, 24_300, Time, 1, Volatility).DualDelta;
        PositionPayoff.ProbabilityOfProfit(legs, levels, distribution).ShouldBe(above, 1e-15);
        PositionPayoff.ProbabilityOfProfit([Call(-1, 24_000, 300)], levels, distribution).ShouldBe(1 - above, 1e-15);
    }

    [Fact]
    public void ProbabilityOfProfit_OfAPositionAndItsOpposite_AddToOne()
    {
        Legs.Sample(legs =>
        {
            PositionLeg[] opposite = [.. legs.Select(l => l.Kind == PositionLegKind.Underlying
                ? PositionLeg.Underlying(-l.Quantity, l.Forward, l.EntryPrice)
                : PositionLeg.Option(l.Right, -l.Quantity, l.Strike, l.TimeToExpiryYears, l.Forward, l.DiscountFactor, l.Volatility, l.EntryPrice))];
            double[] marks = [0, .. Analyse(legs).Levels, 1000];
            if (marks.Zip(marks.Skip(1)).Any(pair => pair.First < pair.Second && PositionPayoff.ProfitAt(legs, 0.5 * (pair.First + pair.Second)) == 0))
            {
                // Neither gains where both are worth nothing.
                return;
            }

            var distribution = new LogNormalLevel(100, 0.3, 0.5);
            double sum = PositionPayoff.ProbabilityOfProfit(legs, Analyse(legs).Levels, distribution)
                + PositionPayoff.ProbabilityOfProfit(opposite, Analyse(opposite).Levels, distribution);
            sum.ShouldBe(1, 1e-12);
        });
    }

    [Fact]
    public void ProbabilityOfProfit_FlatSmile_IsTheLogNormals()
    {
        PositionLeg[] condor = [Put(1, 23_000, 40), Put(-1, 23_500, 110), Call(-1, 24_500, 120), Call(1, 25_000, 45)];
        var (_, levels) = Analyse(condor);
        double variance = Volatility * Volatility * Time;
        var flat = new SviParameters(variance, 0, 0, 0, 0.1);

        PositionPayoff.ProbabilityOfProfit(condor, levels, new SmileLevel(flat, Forward))
            .ShouldBe(PositionPayoff.ProbabilityOfProfit(condor, levels, new LogNormalLevel(Forward, Volatility, Time)), 1e-14);
    }

    [Fact]
    public void Greeks_OfTheParts_AreThoseOfTheSum()
    {
        PositionLeg[] legs = [Call(65, 24_200, 100), Put(-130, 23_800, 100), PositionLeg.Underlying(20, 24_050, 24_000)];
        var call = Black76.Greeks(OptionRight.Call, Forward, 24_200, Time, Discount, Volatility);
        var put = Black76.Greeks(OptionRight.Put, Forward, 23_800, Time, Discount, Volatility);

        var greeks = PositionValuation.Greeks(legs, Forward);

        greeks.Value.ShouldBe((65 * call.Price) - (130 * put.Price) + (20 * 24_050), 1e-9);
        greeks.Delta.ShouldBe((65 * call.Delta) - (130 * put.Delta) + (20 * 24_050 / Forward), 1e-12);
        greeks.Gamma.ShouldBe((65 * call.Gamma) - (130 * put.Gamma), 1e-15);
        greeks.Theta.ShouldBe((65 * call.Theta) - (130 * put.Theta), 1e-7);
        greeks.Ultima.ShouldBe((65 * call.Ultima) - (130 * put.Ultima), 1e-6);
        greeks.ToTraderGreeks().VegaPerPercentagePoint.ShouldBe(greeks.Vega / 100, 1e-12);
    }

    [Fact]
    public void Greeks_WithRespectToASpot_AreTheSlopesOfTheValue()
    {
        PositionLeg[] legs = [Call(1, 24_200, 100), PositionLeg.Option(OptionRight.Put, -2, 23_000, 0.2, 24_300, 0.98, 0.16, 80)];
        const double Spot = 23_900;
        const double Step = 1e-4;

        var greeks = PositionValuation.Greeks(legs, Spot);

        double up = PositionValuation.ValueAt(legs, 1 + Step, 0, 0);
        double down = PositionValuation.ValueAt(legs, 1 - Step, 0, 0);
        greeks.Delta.ShouldBe((up - down) / (2 * Step * Spot), 1e-6);
        greeks.Gamma.ShouldBe((up - (2 * greeks.Value) + down) / (Step * Step * Spot * Spot), 1e-7);
        greeks.Vega.ShouldBe((PositionValuation.ValueAt(legs, 1, 0, 1e-5) - PositionValuation.ValueAt(legs, 1, 0, -1e-5)) / 2e-5, 1e-3);
        greeks.Theta.ShouldBe((PositionValuation.ValueAt(legs, 1, 1e-6, 0) - PositionValuation.ValueAt(legs, 1, 0, 0)) / 1e-6, 0.05);
    }

    [Fact]
    public void ValueAt_AtTheExpiry_IsThePayOff()
    {
        PositionLeg[] legs = [Call(65, 24_200, 100), Put(-130, 23_800, 100)];

        PositionValuation.ValueAt(legs, 24_500 / Forward, Time, 0.05).ShouldBe(65 * 300, 1e-8);
        PositionValuation.ValueAt(legs, 23_000 / Forward, Time, 0).ShouldBe(-130 * 800, 1e-8);
    }

    [Fact]
    public void Analyse_AllocatesNothing()
    {
        PositionLeg[] legs = [Call(65, 24_200, 100), Put(-130, 23_800, 100)];
        double[] room = new double[PositionPayoff.MaxBreakEvens(2)];
        double sum = 0;
        Allocations.Of(i =>
        {
            var outcome = PositionPayoff.Analyse(legs, room);
            sum += PositionPayoff.ProbabilityOfProfit(legs, room.AsSpan(0, outcome.BreakEvens), new LogNormalLevel(Forward, Volatility, Time));
            sum += PositionValuation.Greeks(legs, Forward).Delta;
        }).ShouldBe(0);
    }

    [Fact]
    public void Option_OutOfRange_IsRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => PositionLeg.Option(OptionRight.Call, 1, -1, 0.1, 100, 1, 0.2, 1)).ParamName.ShouldBe("strike");
        Should.Throw<ArgumentOutOfRangeException>(() => PositionLeg.Underlying(double.NaN, 100, 1)).ParamName.ShouldBe("quantity");
    }

    private static Gen<PositionLeg[]> Legs => Gen.Select(
        Gen.Int[0, 2], Gen.Int[-3, 3].Where(q => q != 0), Gen.Int[8, 12], Gen.Int[0, 12],
        (kind, quantity, strike, price) => kind == 2
            ? PositionLeg.Underlying(quantity, 100, 95 + price)
            : PositionLeg.Option((OptionRight)kind, quantity, 10 * strike, 0.5, 100, 0.98, 0.3, price)).Array[1, 6];

    private static PositionLeg Call(double quantity, double strike, double price) =>
        PositionLeg.Option(OptionRight.Call, quantity, strike, Time, Forward, Discount, Volatility, price);

    private static PositionLeg Put(double quantity, double strike, double price) =>
        PositionLeg.Option(OptionRight.Put, quantity, strike, Time, Forward, Discount, Volatility, price);

    private static (PositionOutcome Outcome, double[] Levels) Analyse(PositionLeg[] legs)
    {
        double[] room = new double[PositionPayoff.MaxBreakEvens(legs.Length)];
        var outcome = PositionPayoff.Analyse(legs, room);
        return (outcome, room[..outcome.BreakEvens]);
    }
}
