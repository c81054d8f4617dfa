using System.Globalization;
using TradingAnalytics.WebFront.Problems;

namespace TradingAnalytics.WebFront.History;

/// <summary>A range of time in whole Unix seconds, <paramref name="To"/> exclusive.</summary>
internal readonly record struct HistoryRange(long From, long To)
{
    /// <summary>Reads <c>from</c> and <c>to</c>; faults go to the reader.</summary>
    /// <param name="parameters">Of the request.</param>
    /// <param name="newest">The newest second kept: where a range ends that does not say where.</param>
    /// <param name="usual">How far back one goes that does not say how far.</param>
    /// <param name="most">The longest allowed.</param>
    public static HistoryRange Read(ParameterReader parameters, long newest, TimeSpan usual, TimeSpan most)
    {
        long to = Up(parameters.Instant("to")) ?? newest + 1;
        long from = Up(parameters.Instant("from")) ?? to - (long)usual.TotalSeconds;
        if (from > to)
        {
            parameters.Refuse("from", "'from' must not be after 'to'.");
        }

        if (to - from > (long)most.TotalSeconds)
        {
            parameters.Refuse(
                "from",
                string.Create(CultureInfo.InvariantCulture, $"The range is {(to - from) / 86_400.0:0.#} days; at most {most.TotalDays:0} are answered at once. Ask for it in parts, or for wider bars."));
        }

        return new HistoryRange(from, to);
    }

    private static long? Up(DateTimeOffset? time) => time is { } given ? (long)Math.Ceiling((given - DateTimeOffset.UnixEpoch).TotalSeconds) : null;
}
