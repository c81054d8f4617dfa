using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.VolatilityIndex;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Cli.VolatilityIndex;

/// <summary>One product's index with all its terms.</summary>
internal sealed record ProductIndex(ProductSpec Product, long AsOfUnixMicroseconds, VolatilityIndexOptions Options, VolatilityIndexValue Index, IReadOnlyList<ExpiryVariance> Terms)
{
    /// <param name="product">Whose chains they are.</param>
    /// <param name="chains">Ascending by expiry.</param>
    /// <param name="future">The price of the future of an expiry; NaN for none.</param>
    /// <param name="asOfUnixMicroseconds">The product's market time: every term is counted from it, also one whose own last tick is older.</param>
    /// <param name="options">Method and terms.</param>
    public static ProductIndex Of(
        ProductSpec product, IEnumerable<ChainBook> chains, Func<Expiry, double> future, long asOfUnixMicroseconds, VolatilityIndexOptions options)
    {
        var terms = new List<ExpiryVariance>();
        foreach (ChainBook chain in chains)
        {
            chain.AdvanceTo(asOfUnixMicroseconds);
            terms.Add(new ChainVarianceRule(product, chain.Expiry, options).Of(chain.View(), future(chain.Expiry)));
        }

        VolatilityIndexValue index = new VolatilityIndexRule(product, options).Of(terms.ToArray(), asOfUnixMicroseconds);
        return new ProductIndex(product, asOfUnixMicroseconds, options, index, terms);
    }

    /// <summary>The share of a term's total variance in the index; NaN for a term not in it.</summary>
    public double WeightOf(in ExpiryVariance term) =>
        !Index.HasValue ? double.NaN : term.Expiry == Index.Near.Expiry ? Index.NearWeight : term.Expiry == Index.Next.Expiry ? Index.NextWeight : double.NaN;
}
