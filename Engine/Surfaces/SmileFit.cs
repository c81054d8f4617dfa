using TradingAnalytics.Analytics.Surfaces;

namespace TradingAnalytics.Engine.Surfaces;

/// <summary>A chain's smile: a slice free of butterfly arbitrage and its certificate, or the reason why there is none (then every number is NaN or 0).</summary>
public readonly record struct SmileFit
{
    public SmileStatus Status { get; init; }

    public bool IsOk => Status == SmileStatus.Ok && TimeToExpiryYears > 0;

    public double TimeToExpiryYears { get; init; }

    public double Forward { get; init; }

    public double DiscountFactor { get; init; }

    /// <summary>Raw SVI in total variance over k = ln(K/F).</summary>
    public SviParameters Slice { get; init; }

    public SmileCertificate Certificate { get; init; }

    /// <summary>Where its points begin, as k; beyond, the slice is an extrapolation.</summary>
    public double LowestLogMoneyness { get; init; }

    /// <summary>Where they end.</summary>
    public double HighestLogMoneyness { get; init; }

    /// <summary>Volatility at K = F.</summary>
    public double AtmVolatility => IsOk ? Slice.Volatility(0, TimeToExpiryYears) : double.NaN;

    public SviJumpWings JumpWings => SviJumpWings.FromParameters(Slice, TimeToExpiryYears);

    internal static SmileFit None(SmileStatus status, double timeToExpiryYears, double forward, double discountFactor) => new()
    {
        Status = status,
        TimeToExpiryYears = timeToExpiryYears,
        Forward = forward,
        DiscountFactor = discountFactor,
        Slice = new SviParameters(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN),
        Certificate = new SmileCertificate
        {
            Butterfly = new ButterflyCertificate(double.NaN, double.NaN, double.NaN),
            RmsVolPoints = double.NaN,
            RmsNearVolPoints = double.NaN,
            RmsNearTicks = double.NaN,
            InsideShare = double.NaN,
            InsideNearShare = double.NaN,
        },
    };
}
