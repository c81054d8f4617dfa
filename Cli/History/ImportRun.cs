using System.Globalization;
using TradingAnalytics.Cli.Chains;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.History.Import;
using TradingAnalytics.Engine.History.Past;
using TradingAnalytics.Engine.VolatilityIndex;
using TradingAnalytics.MarketData.Feeds.Recorded;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.Cli.History;

/// <summary>One import, with what it says on the way and in the end.</summary>
internal sealed class ImportRun(string path, ImportTarget target, TextWriter error)
{
    private static readonly TimeSpan s_between = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_retireAfter = TimeSpan.FromHours(6);

    /// <param name="elapsed">Since the start.</param>
    /// <param name="cancellationToken">Stops it between two batches.</param>
    /// <returns>What came of it, in a line or two.</returns>
    public async Task<string> RunAsync(Func<TimeSpan> elapsed, CancellationToken cancellationToken)
    {
        var catalogue = ServerCatalogue.Load();
        IRecordedMarket market = RecordedMarket.Open(path, catalogue);
        var skips = new SkipReport();
        Refusal? first = null;
        var import = new HistoryImport(target.Store, catalogue, new HistoryOptions(), new PastOptions(product => new VolatilityIndexOptions { Method = MethodOf(catalogue.Find(product)) }, s_retireAfter), refusal => first ??= refusal);
        TimeSpan next = s_between;
        ImportProgress done = await import.RunAsync(
            market,
            skips,
            progress =>
            {
                TimeSpan now = elapsed();
                if (now >= next)
                {
                    next = now + s_between;
                    error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{progress.MarketTime.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}  {progress.Observations:N0} observations, {progress.Observations / now.TotalSeconds:N0}/s"));
                }
            },
            cancellationToken);
        foreach ((string reason, long count, IReadOnlyList<string> places) in skips.Entries)
        {
            await error.WriteLineAsync($"skipped {count}: {reason} (first: {places[0]})");
        }

        if (first is { } refused)
        {
            await error.WriteLineAsync($"refused {import.Counts.Refused} (first: {refused.Detail})");
        }

        return done.Observations == 0
            ? throw new BadInputException($"{path} ({market.Format}) holds no observation that could be used; what was skipped is listed above.")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"""
                {path} ({market.Format}): {done.Accepted:N0} of {done.Observations:N0} observations taken, {done.Observations / elapsed().TotalSeconds:N0}/s
                written {done.Metrics:N0} rows of metrics, {done.Bars:N0} bars, {done.Snapshots:N0} states; history is {target.Store.Bytes / 1_048_576.0:F1} MB
                """);
    }

    /// <summary>As the server's settings have it.</summary>
    private static IndexMethod MethodOf(ProductSpec? product) => product?.Venue.Id == "NSE" ? IndexMethod.India : IndexMethod.Cboe;

    /// <summary>Whether an exception is to be said in one line, and whether what was given is to blame.</summary>
    public static bool IsSaid(Exception exception, out bool badInput)
    {
        badInput = exception is BadInputException or UnknownRecordingException or FileNotFoundException or DirectoryNotFoundException;
        return badInput || exception is HistoryUnavailableException or IOException or UnauthorizedAccessException;
    }
}
