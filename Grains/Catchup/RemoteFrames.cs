using Microsoft.Extensions.Logging;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.Grains.Abstractions.Messages;
using TradingAnalytics.Grains.Routing;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Catchup;

/// <summary>The journal of another silo, a page at a time. While that silo is down reading fails, and with it the activation that needs it; it is tried again by whoever calls the grain next.</summary>
public sealed partial class RemoteFrames(IGrainFactory grains, ILogger<RemoteFrames> logger) : IFrameSource
{
    private IJournalGrain Journal => JournalOwner.Journal(grains);

    public async Task<long> ReadAsync(long afterSequence, TickRoute route, Action<TickFrame> apply, CancellationToken cancellationToken)
    {
        for (long through = afterSequence; ;)
        {
            JournalPage page = await Journal.Read(through, route).WaitAsync(cancellationToken);
            foreach (TickFrame frame in page.Frames)
            {
                apply(frame);
            }

            through = page.Through;
            if (!page.More)
            {
                return through;
            }
        }
    }

    public async Task<(TickRoute[] Routes, long Through)> FindRoutesAsync(long afterSequence)
    {
        JournalRoutes found = await Journal.FindRoutes(afterSequence);
        return (found.Routes, found.Through);
    }

    public void Stored(TickRoute route, long through) => _ = TellAsync(route, through);

    private async Task TellAsync(TickRoute route, long through)
    {
        try
        {
            await Journal.Stored(route, through);
        }
        catch (Exception failure)
        {
            // The next save tells again; until then the journal is kept longer than needed.
            LogNotTold(failure, route);
        }
    }

    [LoggerMessage(3040, LogLevel.Debug, "The silo that owns the journal was not told how far the stored state of {Route} reaches")]
    private partial void LogNotTold(Exception exception, TickRoute route);
}
