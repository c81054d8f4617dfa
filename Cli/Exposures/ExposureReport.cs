using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Exposures;
using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.Cli.Exposures;

/// <summary>The exposures of a chain, or of a product summed over its chains (no strikes then).</summary>
/// <param name="Product">Whose.</param>
/// <param name="Expiry">yyyy-MM-dd, or <see cref="AllExpiries"/>.</param>
/// <param name="AsOfUnixMicroseconds">Market time.</param>
/// <param name="Spot">NaN when unknown.</param>
/// <param name="Forward">NaN for a product.</param>
/// <param name="Sums">Totals, flip and walls.</param>
/// <param name="Strikes">By strike.</param>
/// <param name="Profile">Total gamma exposure at each of the profile's moves.</param>
internal sealed record ExposureReport(
    ProductSpec Product, string Expiry, long AsOfUnixMicroseconds, double Spot, double Forward, ExposureSums Sums, StrikeExposure[] Strikes, double[] Profile)
{
    public const string AllExpiries = "all";

    public bool IsSum => Expiry == AllExpiries;

    /// <summary>A report per chain and, for a product with several, one of their sum.</summary>
    public static IEnumerable<ExposureReport> Of(ProductSpec product, IReadOnlyList<ChainBook> chains)
    {
        long asOf = chains.Max(chain => chain.AsOfUnixMicroseconds);
        double spot = double.NaN;
        var all = new ProductExposureRule();
        var rule = new ChainExposureRule();
        foreach (ChainBook chain in chains)
        {
            chain.AdvanceTo(asOf);
            ChainView view = chain.View();
            rule.Revalue(view);
            all.Add(rule.Sums, rule.Profile);
            spot = double.IsNaN(view.Spot) ? spot : view.Spot;
            yield return new ExposureReport(product, view.Expiry.ToString(), asOf, view.Spot, view.Forward, rule.Sums, rule.Strikes.ToArray(), rule.Profile.ToArray());
        }

        if (chains.Count > 1)
        {
            yield return new ExposureReport(product, AllExpiries, asOf, spot, double.NaN, all.Sums(spot), [], all.Profile.ToArray());
        }
    }
}
