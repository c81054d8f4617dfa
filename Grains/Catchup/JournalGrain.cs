using Orleans.Concurrency;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.Grains.Abstractions.Messages;
using TradingAnalytics.MarketData.Journal;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Catchup;

/// <inheritdoc cref="IJournalGrain"/>
[Reentrant]
public sealed class JournalGrain(ITickJournal journal, LocalFrames frames) : Grain, IJournalGrain
{
    /// <summary>A page ends with the frame that fills this.</summary>
    private const int BytesPerPage = 1 << 20;

    public Task<JournalPage> Read(long afterSequence, TickRoute route)
    {
        // Before reading: what is appended meanwhile may be missing from the page, what was there is not.
        long last = journal.LastSequence;
        return last >= afterSequence
            ? Task.Run(() => Page(afterSequence, route, last))
            : throw new InvalidOperationException($"{route} has read the journal up to frame {afterSequence}, but it ends at {last}: it is another journal, or has lost its end. Give the owning silo the data directory it had.");
    }

    public async Task<JournalRoutes> FindRoutes(long afterSequence)
    {
        (TickRoute[] routes, long through) = await frames.FindRoutesAsync(afterSequence);
        return new JournalRoutes(routes, through);
    }

    public Task Stored(TickRoute route, long through)
    {
        frames.Stored(route, through);
        return Task.CompletedTask;
    }

    private JournalPage Page(long afterSequence, TickRoute route, long last)
    {
        var page = new List<TickFrame>();
        int bytes = 0;
        foreach (TickFrame frame in journal.Read(afterSequence, FrameFilter.For(route)))
        {
            page.Add(frame);
            bytes += frame.Payload.Length;
            if (bytes >= BytesPerPage)
            {
                return new JournalPage([.. page], frame.Sequence, More: true);
            }
        }

        return new JournalPage([.. page], last, More: false);
    }
}
