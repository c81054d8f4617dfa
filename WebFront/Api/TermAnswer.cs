namespace TradingAnalytics.WebFront.Api;

/// <summary>One expiry of a term structure. Null is "none".</summary>
/// <param name="Expiry">Its date in the venue's zone.</param>
/// <param name="Status">ok, or why the expiry has no slice.</param>
/// <param name="TimeToExpiry">Years, by the product's day count.</param>
/// <param name="Forward">The forward.</param>
/// <param name="AtmIv">Volatility at K = F on the fitted slice, per year.</param>
/// <param name="TotalVariance">Its square times the time.</param>
/// <param name="ForwardIv">Volatility at the money between the expiry before and this one; null for the first, and where total variance falls.</param>
/// <param name="AtmSkew">Skew at the money, ∂√w/∂k.</param>
/// <param name="RiskReversal25">Volatility of the call of 25 delta less that of the put.</param>
/// <param name="Butterfly25">The mean of the two less the volatility at the money.</param>
internal sealed record TermAnswer(
    string Expiry,
    string? Status,
    double? TimeToExpiry,
    double? Forward,
    double? AtmIv,
    double? TotalVariance,
    double? ForwardIv,
    double? AtmSkew,
    double? RiskReversal25,
    double? Butterfly25);
