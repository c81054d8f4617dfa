using System.Runtime.CompilerServices;
using TradingAnalytics.Engine.Bars;

namespace TradingAnalytics.Engine.History;

/// <summary>Makes wide bars of narrow ones.</summary>
public static class BarRollUp
{
    /// <param name="bars">Ascending in time.</param>
    /// <param name="startOf">The start of the wide bar that holds a second.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<Bar> RollUpAsync(
        IAsyncEnumerable<Bar> bars, Func<long, long> startOf, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Bar? wide = null;
        await foreach (Bar bar in bars.WithCancellation(cancellationToken))
        {
            long start = startOf(bar.StartUnixSeconds);
            if (wide is { } grown && grown.StartUnixSeconds == start)
            {
                wide = new Bar(start, grown.Open, Math.Max(grown.High, bar.High), Math.Min(grown.Low, bar.Low), bar.Close, grown.Ticks + bar.Ticks);
                continue;
            }

            if (wide is { } done)
            {
                yield return done;
            }

            wide = bar with { StartUnixSeconds = start };
        }

        if (wide is { } last)
        {
            yield return last;
        }
    }
}
