using TradingAnalytics.Engine.Status;
using TradingAnalytics.Grains.Abstractions.Messages;

namespace TradingAnalytics.Silo.Market;

/// <summary>Feed and ingress as a message.</summary>
internal static class MarketReports
{
    public static MarketReport Of(IngressFigures ingress, IFeedStatus feed) => new()
    {
        FeedName = feed.Name,
        FeedState = feed.State,
        Accepted = ingress.Accepted,
        Duplicated = ingress.Duplicated,
        Refused = ingress.Refused,
        RefusedByReason = new Dictionary<string, long>(ingress.RefusedByReason),
        TicksPerSecond = ingress.TicksPerSecond,
        QueuedTicks = ingress.QueuedTicks,
        UndeliveredTicks = ingress.UndeliveredTicks,
        JournalSequence = ingress.JournalSequence,
    };
}
