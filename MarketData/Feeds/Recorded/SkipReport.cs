namespace TradingAnalytics.MarketData.Feeds.Recorded;

/// <summary>What a reader could not use, counted by reason with the first few places, so that nothing is dropped in silence.</summary>
public sealed class SkipReport
{
    private const int PlacesKept = 5;
    private readonly SortedDictionary<string, (long Count, List<string> Places)> _skips = new(StringComparer.Ordinal);

    public long Total { get; private set; }

    /// <param name="reason">What was wrong, without figures, so that it groups.</param>
    /// <param name="place">Where: file, line or path in the document, with the offending text.</param>
    public void Add(string reason, string place)
    {
        Total++;
        (long count, List<string> places) = _skips.TryGetValue(reason, out var entry) ? entry : (0, []);
        if (places.Count < PlacesKept)
        {
            places.Add(place);
        }

        _skips[reason] = (count + 1, places);
    }

    public IEnumerable<(string Reason, long Count, IReadOnlyList<string> FirstPlaces)> Entries =>
        _skips.Select(skip => (skip.Key, skip.Value.Count, (IReadOnlyList<string>)skip.Value.Places));
}
