namespace TradingAnalytics.WebFront.History;

/// <summary>Where volatility stands among its recorded daily closes.</summary>
/// <param name="Product">The product's id.</param>
/// <param name="Measure">What was ranked: volatilityIndex (in percent) or atmIv (of the nearest chain, per year as a fraction).</param>
/// <param name="Now">What it is, as last published.</param>
/// <param name="AsOf">Market time of that.</param>
/// <param name="IvRank">(now − low)/(high − low): 0 at the lowest close, 1 at the highest, beyond them at a new extreme; null when the reason says why.</param>
/// <param name="IvPercentile">The share of closes below now; null with the rank.</param>
/// <param name="Low">The lowest close.</param>
/// <param name="High">The highest.</param>
/// <param name="Days">On so many closes it stands; today is none of them.</param>
/// <param name="From">The day of the first.</param>
/// <param name="Reason">Why there is no rank; null when there is one.</param>
internal sealed record IvRankAnswer(
    string Product, string Measure, double? Now, DateTimeOffset? AsOf, double? IvRank, double? IvPercentile, double? Low, double? High, int Days, DateOnly? From, string? Reason);
