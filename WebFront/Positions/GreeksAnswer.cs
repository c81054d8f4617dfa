using TradingAnalytics.Analytics.Positions;

namespace TradingAnalytics.WebFront.Positions;

/// <summary>Sensitivities of a position or leg, of all its units, with respect to the underlying: every forward moves in proportion to it.</summary>
/// <param name="Delta">Units of the underlying it moves like.</param>
/// <param name="Gamma">Change of delta per point of the underlying.</param>
/// <param name="Theta">Currency per calendar day passing.</param>
/// <param name="Vega">Currency per percentage point of volatility.</param>
/// <param name="Rho">Currency per percentage point of interest, forwards unmoved.</param>
/// <param name="Vanna">Change of delta per percentage point of volatility.</param>
/// <param name="Charm">Change of delta per calendar day passing.</param>
/// <param name="Volga">Change of vega per percentage point of volatility.</param>
internal sealed record GreeksAnswer(double? Delta, double? Gamma, double? Theta, double? Vega, double? Rho, double? Vanna, double? Charm, double? Volga)
{
    public static GreeksAnswer Of(in PositionGreeks greeks)
    {
        var trader = greeks.ToTraderGreeks();
        return new(
            Finite(greeks.Delta),
            Finite(greeks.Gamma),
            Finite(trader.ThetaPerCalendarDay),
            Finite(trader.VegaPerPercentagePoint),
            Finite(trader.RhoPerPercentagePoint),
            Finite(trader.VannaPerPercentagePoint),
            Finite(trader.CharmPerCalendarDay),
            Finite(trader.VolgaPerPercentagePointSquared));
    }

    /// <summary>Infinite at the strike as the expiry comes, which JSON has no number for.</summary>
    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
