namespace TradingAnalytics.Engine.Exposures;

/// <summary>What exposures are made of. Per leg two slots a strike: call 2i, put 2i+1; NaN is "none".</summary>
internal readonly ref struct ExposureInputs(
    ReadOnlySpan<double> strikes,
    ReadOnlySpan<double> openInterest,
    ReadOnlySpan<double> impliedVolatility,
    double forward,
    double discountFactor,
    double timeToExpiryYears,
    double spot)
{
    public ReadOnlySpan<double> Strikes { get; } = strikes;

    public ReadOnlySpan<double> OpenInterest { get; } = openInterest;

    public ReadOnlySpan<double> ImpliedVolatility { get; } = impliedVolatility;

    public double Forward { get; } = forward;

    public double DiscountFactor { get; } = discountFactor;

    public double TimeToExpiryYears { get; } = timeToExpiryYears;

    public double Spot { get; } = spot;
}
