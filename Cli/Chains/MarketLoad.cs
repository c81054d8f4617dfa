using System.Diagnostics;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Driver;
using TradingAnalytics.MarketData.Feeds.Recorded;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.Cli.Chains;

/// <summary>Runs a recording through the deterministic driver and keeps what was skipped and refused on the way.</summary>
internal sealed class MarketLoad
{
    private const int RefusalsShown = 5;
    private readonly List<Refusal> _firstRefusals = [];
    private readonly SkipReport _skips = new();
    private readonly IRecordedMarket _market;

    /// <param name="path">File or folder.</param>
    /// <param name="cadence">How often the books are revalued, by market time.</param>
    /// <exception cref="UnknownRecordingException">It is no recording.</exception>
    /// <exception cref="FileNotFoundException">There is nothing.</exception>
    public MarketLoad(string path, TimeSpan cadence)
    {
        ProductCatalogue catalogue = ServerCatalogue.Load();
        _market = RecordedMarket.Open(path, catalogue);
        Driver = new MarketDriver(catalogue, new DriverOptions { Cadence = cadence }, Keep);
    }

    public MarketDriver Driver { get; }

    public string Format => _market.Format;

    public SkipReport Skips => _skips;

    /// <summary>Time of the first batch; null while none was read.</summary>
    public DateTimeOffset? Begin { get; private set; }

    public int Batches { get; private set; }

    /// <summary>Time spent in the driver: the rest of a run is reading.</summary>
    public TimeSpan InDriver { get; private set; }

    /// <summary>Reads to the end, or to the last tick at or before a time.</summary>
    /// <param name="asOf">Later ticks are not applied; null for all.</param>
    /// <param name="beforeBatch">Is told each batch's time before it is applied: progress, pacing.</param>
    public void Run(DateTimeOffset? asOf, Action<DateTimeOffset>? beforeBatch = null)
    {
        long limit = asOf is { } time ? Tick.MicrosecondsOf(time) : long.MaxValue;
        foreach (RecordedBatch batch in _market.Read(_skips))
        {
            Begin ??= batch.Time;
            if (Tick.MicrosecondsOf(batch.Time) > limit)
            {
                break;
            }

            beforeBatch?.Invoke(batch.Time);
            Tick[] ticks = limit == long.MaxValue ? batch.Ticks : Array.FindAll(batch.Ticks, tick => tick.UnixMicroseconds <= limit);
            long started = Stopwatch.GetTimestamp();
            Driver.Submit(ticks);
            InDriver += Stopwatch.GetElapsedTime(started);
            Batches++;
        }
    }

    /// <summary>Says on the error stream what did not come through: nothing is left out in silence.</summary>
    public void Report(TextWriter error)
    {
        foreach ((string reason, long count, IReadOnlyList<string> places) in _skips.Entries)
        {
            error.WriteLine($"skipped {count}: {reason} (first: {places[0]})");
        }

        foreach (RefusalReason reason in Enum.GetValues<RefusalReason>())
        {
            if (Driver.Counts.RefusedFor(reason) is > 0 and long count)
            {
                string first = _firstRefusals.Find(refusal => refusal.Reason == reason) is { Detail: not null } refusal ? $" (first: {refusal.Detail})" : "";
                error.WriteLine($"refused {count}: {TextOf(reason)}{first}");
            }
        }
    }

    /// <summary>The chains held, of a product, of an expiry, or all.</summary>
    public IEnumerable<ChainBook> Chains(ProductId? product, Expiry? expiry) =>
        Driver.Products.Where(book => product is null || book.Product.Id == product)
            .SelectMany(book => Driver.Chains(book.Product.Id))
            .Where(chain => expiry is null || chain.Expiry == expiry);

    /// <summary>Why there is no chain of what was asked for.</summary>
    public string WhyNone(string path, DateTimeOffset? asOf)
    {
        if (Batches == 0)
        {
            return Begin is { } begin && asOf is not null
                ? $"{path} holds nothing at or before --as-of {asOf:yyyy-MM-ddTHH:mm:sszzz}; it begins at {begin.ToOffset(asOf.Value.Offset):yyyy-MM-ddTHH:mm:sszzz}."
                : $"{path} ({Format}) holds no observation that could be used; what was skipped is listed above.";
        }

        string[] held = [.. Chains(null, null).Select(chain => $"{chain.Product.Id}/{chain.Expiry}")];
        return held.Length == 0 ? $"{path} ({Format}) holds no option chain." : $"{path} does not hold what was asked for; it has {string.Join(", ", held)}.";
    }

    public static string TextOf(RefusalReason reason) => char.ToLowerInvariant(reason.ToString()[0]) + reason.ToString()[1..];

    private void Keep(Refusal refusal)
    {
        if (_firstRefusals.Count < RefusalsShown || !_firstRefusals.Exists(kept => kept.Reason == refusal.Reason))
        {
            _firstRefusals.Add(refusal);
        }
    }
}
