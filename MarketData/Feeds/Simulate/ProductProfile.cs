using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.MarketData.Feeds.Simulate;

/// <summary>How a product's simulated market starts and behaves.</summary>
/// <param name="Spot">Level at the start.</param>
/// <param name="Volatility">The level that volatility returns to, per year.</param>
/// <param name="Beta">How strongly it follows the market's common moves.</param>
/// <param name="WeeklyExpiries">Listed at a time (a monthly one among them counts).</param>
/// <param name="MonthlyExpiries">Listed at a time.</param>
/// <param name="LotsPerSecond">Traded in options on average over a session.</param>
/// <param name="TickShare">Weight of its ticks among the products.</param>
internal sealed record ProductProfile(double Spot, double Volatility, double Beta, int WeeklyExpiries, int MonthlyExpiries, double LotsPerSecond, double TickShare)
{
    /// <summary>NSE's two big indices have their own; any other product gets a middling one at a level that fits its strike step.</summary>
    public static ProductProfile Of(ProductSpec product) => product.Id.ToString() switch
    {
        "NIFTY" => new ProductProfile(24_000, 0.125, 1, 5, 3, 1_000, 2),
        "BANKNIFTY" => new ProductProfile(52_000, 0.145, 1.15, 0, 3, 300, 1),
        _ => new ProductProfile(400 * product.StrikeStep, 0.2, 1, 0, 3, 100, 0.5),
    };
}
