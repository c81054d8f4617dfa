using TradingAnalytics.Analytics.Positions;

namespace TradingAnalytics.WebFront.Positions;

/// <summary>What a position can come to at its nearest expiry.</summary>
/// <param name="Expiry">That expiry; null without options.</param>
/// <param name="TimeToExpiry">Years, by the product's day count.</param>
/// <param name="Forward">Of that expiry.</param>
/// <param name="Exact">All options expire then; else later ones are valued at their volatility of now.</param>
/// <param name="MaxProfit">Null when unlimited.</param>
/// <param name="ProfitUnlimited">Whether it is.</param>
/// <param name="MaxLoss">Below 0 for a loss; null when unlimited.</param>
/// <param name="LossUnlimited">Whether it is.</param>
/// <param name="BreakEvens">Levels of the underlying without profit or loss, ascending.</param>
/// <param name="ProbabilityOfProfit">0 to 1; null when there is no time or no volatility for chance.</param>
/// <param name="ExpectedProfit">Mean profit under the same distribution, in currency.</param>
/// <param name="Distribution">That the two are taken from: smile, logNormal, or none.</param>
/// <param name="ExpectedMove">One standard deviation of the underlying until then, F·σ·√T.</param>
internal sealed record PositionOutcomeAnswer(
    string? Expiry,
    double TimeToExpiry,
    double Forward,
    bool Exact,
    double? MaxProfit,
    bool ProfitUnlimited,
    double? MaxLoss,
    bool LossUnlimited,
    IReadOnlyList<double> BreakEvens,
    double? ProbabilityOfProfit,
    double? ExpectedProfit,
    string Distribution,
    double? ExpectedMove)
{
    public static PositionOutcomeAnswer Of(PositionReport report, ExpiryMarket? nearest, bool bySmile)
    {
        double? Known(double value) => double.IsFinite(value) ? value : null;
        PositionOutcome outcome = report.Outcome;
        return new(
            nearest?.Expiry.ToString(),
            outcome.HorizonYears,
            report.Forward,
            outcome.IsExact,
            Known(outcome.MaxProfit),
            double.IsPositiveInfinity(outcome.MaxProfit),
            Known(outcome.MaxLoss),
            double.IsNegativeInfinity(outcome.MaxLoss),
            report.BreakEvens,
            Known(report.ProbabilityOfProfit),
            Known(report.ExpectedProfit),
            double.IsNaN(report.ProbabilityOfProfit) ? "none" : bySmile ? "smile" : "logNormal",
            outcome.HorizonYears > 0 ? Known(Analytics.Chains.ExpectedMove.StandardDeviationFromVolatility(report.Forward, report.Volatility, outcome.HorizonYears)) : null);
    }
}
