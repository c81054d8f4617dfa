using TradingAnalytics.Analytics;
using TradingAnalytics.Analytics.Exposures;
using TradingAnalytics.Analytics.Pricing;

namespace TradingAnalytics.Engine.Exposures;

/// <summary>Some strikes' legs and their sensitivities, in memory of the stack: a chain is valued a block at a time.</summary>
internal readonly ref struct ExposureBlock(Span<OptionRight> rights, Span<double> columns)
{
    public const int Strikes = 32;
    public const int Slots = 2 * Strikes;
    public const int Columns = 6;

    private readonly Span<OptionRight> _rights = rights;
    private readonly Span<double> _strikes = columns[..Slots];
    private readonly Span<double> _volatilities = columns.Slice(Slots, Slots);
    private readonly Span<double> _delta = columns.Slice(2 * Slots, Slots);
    private readonly Span<double> _gamma = columns.Slice(3 * Slots, Slots);
    private readonly Span<double> _vanna = columns.Slice(4 * Slots, Slots);
    private readonly Span<double> _charm = columns.Slice(5 * Slots, Slots);

    /// <summary>Takes so many strikes and computes all of their sensitivities in one batch; a leg without a volatility takes that of the other right.</summary>
    public void Value(in ExposureInputs inputs, int firstStrike, int strikes, double rate)
    {
        int slots = 2 * strikes;
        for (int slot = 0; slot < slots; slot++)
        {
            int from = (2 * firstStrike) + slot;
            double own = inputs.ImpliedVolatility[from];
            _rights[slot] = (OptionRight)(slot & 1);
            _strikes[slot] = inputs.Strikes[from / 2];
            _volatilities[slot] = double.IsNaN(own) ? inputs.ImpliedVolatility[from ^ 1] : own;
        }

        BlackGreeksBatch.Compute(
            inputs.Forward, inputs.TimeToExpiryYears, inputs.DiscountFactor, rate, _rights[..slots], _strikes[..slots], _volatilities[..slots],
            new GreekColumns { Delta = _delta, Gamma = _gamma, Vanna = _vanna, Charm = _charm });
    }

    public ExposureLeg Leg(int slot, double openInterest) => new(_rights[slot], _strikes[slot], _volatilities[slot], openInterest);

    /// <summary>The exposure of a leg that counts.</summary>
    public Exposure Of(ExposureLeg leg, int slot, double forward) => ChainExposures.OfLeg(leg, forward, _gamma[slot], _delta[slot], _vanna[slot], _charm[slot]);
}
