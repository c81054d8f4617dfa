using TradingAnalytics.MarketData.Feeds.Recorded;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Cli.Chains;

/// <summary>What the verbs that read recordings share: exit codes and the reading of options.</summary>
internal static class MarketVerb
{
    private const int BadInput = 2;

    /// <summary>Runs a verb; what the user can mend is said in one line on the error stream.</summary>
    public static int Run(string verb, Action action)
    {
        try
        {
            action();
            return 0;
        }
        catch (Exception error) when (error is BadInputException or UnknownRecordingException or FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"trading-analytics {verb}: {error.Message}");
            return BadInput;
        }
    }

    public static DateTimeOffset? Instant(string option, string? text) =>
        text is null ? null
        : InstantText.TryParse(text, out DateTimeOffset time) ? time
        : throw new BadInputException($"{option} '{text}' is no instant: write yyyy-MM-ddTHH:mm[:ss] with its offset, such as 2026-08-18T12:30+05:30 or 2026-08-18T07:00Z.");

    public static Expiry? ExpiryOf(string? text) =>
        text is null ? null : Expiry.TryParse(text, out Expiry expiry) ? expiry : throw new BadInputException($"--expiry '{text}' is no date: write yyyy-MM-dd.");

    public static ProductId? ProductOf(string? text) =>
        text is null ? default(ProductId?) : ProductId.TryParse(text, out ProductId product) ? product : throw new BadInputException($"--product '{text}' is no product name.");
}
