namespace TradingAnalytics.MarketData.Feeds.Recorded;

/// <summary>Several recordings read as one, in time order; at equal times in the order given.</summary>
/// <param name="markets">Each in time order itself.</param>
/// <param name="unread">What was found beside them and is no recording; reported at each reading.</param>
internal sealed class MergedMarket(IReadOnlyList<IRecordedMarket> markets, IReadOnlyList<(string Reason, string Place)> unread) : IRecordedMarket
{
    public string Format => string.Join("+", markets.Select(market => market.Format).Distinct());

    public IEnumerable<RecordedBatch> Read(SkipReport skips)
    {
        foreach ((string reason, string place) in unread)
        {
            skips.Add(reason, place);
        }

        var waiting = new PriorityQueue<IEnumerator<RecordedBatch>, (DateTimeOffset Time, int Order)>();
        try
        {
            for (int order = 0; order < markets.Count; order++)
            {
                Enqueue(waiting, markets[order].Read(skips).GetEnumerator(), order);
            }

            while (waiting.TryPeek(out IEnumerator<RecordedBatch>? next, out (DateTimeOffset Time, int Order) first))
            {
                yield return next.Current;
                waiting.Dequeue();
                Enqueue(waiting, next, first.Order);
            }
        }
        finally
        {
            foreach ((IEnumerator<RecordedBatch> left, _) in waiting.UnorderedItems)
            {
                left.Dispose();
            }
        }
    }

    private static void Enqueue(PriorityQueue<IEnumerator<RecordedBatch>, (DateTimeOffset Time, int Order)> waiting, IEnumerator<RecordedBatch> batches, int order)
    {
        if (batches.MoveNext())
        {
            waiting.Enqueue(batches, (batches.Current.Time, order));
        }
        else
        {
            batches.Dispose();
        }
    }
}
