using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.Silo.Journal;

namespace TradingAnalytics.Silo.Market;

/// <summary>Where the products' underlyings last stood, by the journal.</summary>
internal sealed class LastSpots(RedisJournalReader journal)
{
    /// <summary>An index ticks at least with every fifth tick of its product: so far back there is one.</summary>
    private const int Frames = 100;

    /// <summary>Null when the journal holds none.</summary>
    public double? Of(ProductId product)
    {
        foreach (TickFrame frame in journal.Latest(new TickRoute(product, Expiry.None), Frames))
        {
            ReadOnlySpan<Tick> ticks = frame.Ticks;
            for (int i = ticks.Length - 1; i >= 0; i--)
            {
                if (ticks[i].Kind == TickKind.Underlying && ticks[i].Has(TickFields.Last) && ticks[i].Last > 0)
                {
                    return ticks[i].Last;
                }
            }
        }

        return null;
    }
}
