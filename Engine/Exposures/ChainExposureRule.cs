using TradingAnalytics.Analytics;
using TradingAnalytics.Analytics.Exposures;
using TradingAnalytics.Analytics.Pricing;
using TradingAnalytics.Engine.Chains;

namespace TradingAnalytics.Engine.Exposures;

/// <summary>
/// Turns the state of a chain into its exposures: per strike, in total, and as a profile over moves of the underlying. A pure function of that state; keeps its memory, so a call allocates only
/// when the chain has grown. One writer at a time.
/// <para>
/// Each leg is valued by Black-76 at its own implied volatility. A leg without one (a price below intrinsic, none at all) takes that of the other right at its strike, which put–call parity says
/// is the same; a strike without any is left out and counted. Open interest is in units of the underlying, so no lot size enters.
/// </para>
/// </summary>
public sealed class ChainExposureRule
{
    private readonly double[] _profile = new double[GammaProfile.Count];
    private readonly GammaTerms _terms = new();
    private ChainSlots? _slots;
    private StrikeExposure[] _strikes = [];
    private int _count;

    /// <summary>The sums of the last revaluation.</summary>
    public ExposureSums Sums { get; private set; } = ExposureSums.None(ExposureStatus.NoForward);

    /// <summary>Every strike of the chain, ascending; empty unless <see cref="Sums"/> is ok.</summary>
    public ReadOnlySpan<StrikeExposure> Strikes => _strikes.AsSpan(0, _count);

    /// <summary>Total gamma exposure at each of <see cref="GammaProfile.Moves"/>; zero unless <see cref="Sums"/> is ok. Profiles of a product's chains add up.</summary>
    public ReadOnlySpan<double> Profile => _profile;

    /// <summary>From a chain at full precision.</summary>
    public void Revalue(ChainView chain)
    {
        ChainSlots slots = _slots ??= new ChainSlots();
        slots.Fill(chain);
        Revalue(
            new ExposureInputs(slots.Strikes, slots.OpenInterest, slots.ImpliedVolatility, chain.Forward, chain.DiscountFactor, chain.TimeToExpiryYears, chain.Spot),
            chain.State == ChainState.Expired);
    }

    /// <summary>From the live arrays, valued already.</summary>
    internal void Revalue(ChainLegs legs, ChainValuation valuation, double spot) => Revalue(
        new ExposureInputs(
            legs.Strikes.AsSpan(0, legs.StrikeCount), legs.Oi.AsSpan(0, legs.SlotCount), valuation.Iv.AsSpan(0, legs.SlotCount),
            valuation.Forward, valuation.DiscountFactor, valuation.TimeToExpiryYears, spot),
        valuation.State == ChainState.Expired);

    private static int CountOpen(ReadOnlySpan<double> openInterest)
    {
        int open = 0;
        foreach (double units in openInterest)
        {
            open += units > 0 ? 1 : 0;
        }

        return open;
    }

    private void Revalue(in ExposureInputs inputs, bool expired)
    {
        _count = 0;
        Array.Clear(_profile);
        int open = CountOpen(inputs.OpenInterest);
        ExposureStatus status = expired || inputs.TimeToExpiryYears <= 0 ? ExposureStatus.Expired
            : !(inputs.Forward > 0) ? ExposureStatus.NoForward
            : open == 0 ? ExposureStatus.NoOpenInterest
            : ExposureStatus.Ok;
        if (status != ExposureStatus.Ok)
        {
            Sums = ExposureSums.None(status, open);
            return;
        }

        MakeRoom(inputs.Strikes.Length);
        Sums = Sum(in inputs);
    }

    private ExposureSums Sum(in ExposureInputs inputs)
    {
        int borrowed = 0;
        int leftOut = 0;
        _terms.Clear();
        var walls = new GammaWalls();
        Exposure calls = default;
        Exposure puts = default;
        var block = new ExposureBlock(stackalloc OptionRight[ExposureBlock.Slots], stackalloc double[ExposureBlock.Columns * ExposureBlock.Slots]);
        double rate = DiscountRate.FromDiscountFactor(inputs.DiscountFactor, inputs.TimeToExpiryYears);
        for (int i = 0; i < inputs.Strikes.Length; i++)
        {
            int first = i % ExposureBlock.Strikes;
            if (first == 0)
            {
                block.Value(in inputs, i, Math.Min(ExposureBlock.Strikes, inputs.Strikes.Length - i), rate);
            }

            Exposure call = OfLeg(in inputs, in block, 2 * i, 2 * first, ref borrowed, ref leftOut);
            Exposure put = OfLeg(in inputs, in block, (2 * i) + 1, (2 * first) + 1, ref borrowed, ref leftOut);
            _strikes[i] = new StrikeExposure(inputs.Strikes[i], inputs.OpenInterest[2 * i], inputs.OpenInterest[(2 * i) + 1], call, put);
            calls += call;
            puts += put;
            walls.Add(inputs.Strikes[i], call.Gamma, put.Gamma);
        }

        if (_terms.Count == 0)
        {
            return ExposureSums.None(ExposureStatus.NoVolatility, leftOut);
        }

        _count = inputs.Strikes.Length;
        GammaProfile.Fill(_terms, inputs.Forward, _profile);
        double flip = GammaProfile.FindFlip(_terms, inputs.Forward, _profile) ?? double.NaN;
        double level = inputs.Spot > 0 ? inputs.Spot : inputs.Forward;
        return new ExposureSums(
            ExposureStatus.Ok, calls, puts, flip, level * (1 + flip), walls.Call, walls.CallGamma, walls.Put, walls.PutGamma, _terms.Count, borrowed, leftOut);
    }

    private Exposure OfLeg(in ExposureInputs inputs, in ExposureBlock block, int slot, int inBlock, ref int borrowed, ref int leftOut)
    {
        ExposureLeg leg = block.Leg(inBlock, inputs.OpenInterest[slot]);
        if (GammaTerm.Of(leg, inputs.TimeToExpiryYears, inputs.DiscountFactor) is not { } term)
        {
            leftOut += leg.OpenInterest > 0 ? 1 : 0;
            return default;
        }

        _terms.Add(term);
        borrowed += double.IsNaN(inputs.ImpliedVolatility[slot]) ? 1 : 0;
        return block.Of(leg, inBlock, inputs.Forward);
    }

    private void MakeRoom(int strikes)
    {
        if (strikes > _strikes.Length)
        {
            _strikes = new StrikeExposure[Math.Max(strikes, 2 * _strikes.Length)];
        }
    }
}
