using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.Silo.Journal;

namespace TradingAnalytics.Cluster.Tests;

/// <summary>The journal holds every acknowledged tick, and each once.</summary>
internal static class JournalCheck
{
    public static void Run(string redis, IReadOnlyList<TickPusher> truth, Checker checker)
    {
        // What is acknowledged while the journal is read may be too late for this reading.
        var acknowledged = truth.ToDictionary(product => product.Product, product => product.Acknowledged);
        using var connection = JournalConnection.Open(redis);
        var journal = new RedisJournalReader(connection, new RedisJournalKeys("trading-analytics"));
        var batches = new Dictionary<TickRoute, Dictionary<int, int>>();
        foreach (TickFrame frame in journal.Read(0))
        {
            if (!batches.TryGetValue(frame.Route, out Dictionary<int, int>? counts))
            {
                batches[frame.Route] = counts = [];
            }

            foreach (Tick tick in frame.Ticks)
            {
                int batch = (int)((tick.UnixMicroseconds / 1_000) - TestMarket.Start.ToUnixTimeMilliseconds());
                counts[batch] = counts.GetValueOrDefault(batch) + 1;
            }
        }

        foreach (TickPusher product in truth)
        {
            foreach (string route in TestMarket.Expiries.Select(expiry => $"{product.Product}/{expiry}").Append(product.Product))
            {
                Dictionary<int, int> counts = batches.GetValueOrDefault(TickRoute.Parse(route), []);
                int missing = Enumerable.Range(1, acknowledged[product.Product]).Count(batch => !counts.ContainsKey(batch));
                int repeated = counts.Count(count => count.Value > 1);
                if (missing + repeated > 0)
                {
                    checker.Fault($"the journal of {route} misses {missing} of {acknowledged[product.Product]} acknowledged ticks and holds {repeated} more than once");
                }
            }
        }
    }
}
