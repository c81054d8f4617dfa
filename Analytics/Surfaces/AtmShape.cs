namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>A smile at the money: σ(0), ∂σ/∂k and ∂²σ/∂k² at k = ln(K/F) = 0, per 1.0 of volatility and of k.</summary>
public readonly record struct AtmShape(double Volatility, double Slope, double Curvature)
{
    /// <summary>From σ = √(w/T): σ′ = w′/(2σT), σ″ = w″/(2σT) − σ′²/σ.</summary>
    public static AtmShape Of(SviParameters slice, double timeToExpiryYears)
    {
        double volatility = slice.Volatility(0, timeToExpiryYears);
        double slope = slice.Slope(0) / (2 * volatility * timeToExpiryYears);
        return new(volatility, slope, (slice.Curvature(0) / (2 * volatility * timeToExpiryYears)) - (slope * slope / volatility));
    }
}
