using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TradingAnalytics.Engine.Status;
using TradingAnalytics.Grains.Abstractions.Messages;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.WebFront.Auth;
using TradingAnalytics.WebFront.Live;
using TradingAnalytics.WebFront.Routing;
using TradingAnalytics.WebFront.Status;

namespace TradingAnalytics.WebFront.Api;

/// <summary>How the whole is doing: silos, feed, rates, queue depths, drops, clients.</summary>
internal static class StatusApi
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/status", GetAsync).ForViewers()
        .WithTags("Operations").WithName("GetStatus").WithSummary("Status")
        .WithDescription("The cluster's silos; which silo holds the market, with feed, ingress (rates, queue depths, drops) and journal there; this process's history (rows written, waiting, dropped), clients and the stores it calls.").Produces<StatusAnswer>();

    private static async Task<IResult> GetAsync(
        HttpResponse response, HostStatus host, ClusterStatus cluster, MarketStatus market, RouteDirectory directory, Rooms rooms, PushPace pace, PushStatistics push, ConnectionRegistry connections,
        TimeProvider time, CancellationToken cancellationToken)
    {
        (IReadOnlyList<SiloAnswer> silos, string? fault) = await cluster.ReadAsync(cancellationToken);
        IReadOnlyList<TickRoute> live = fault is null ? await directory.LiveAsync(cancellationToken) : [];
        RoomAnswer[] watched = [.. rooms.All().Select(Describe).OrderBy(room => room.Room, StringComparer.Ordinal)];
        MarketReport report = await market.ReadAsync(cancellationToken);
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new StatusAnswer(
            HostStatus.Version,
            time.GetUtcNow(),
            Math.Round(host.UptimeSeconds, 3),
            MemoryAnswer.Now(),
            new MarketAnswer(report.Holder, report.Since == default ? null : report.Since, report.Fence, Math.Round(report.JournalSilent.TotalSeconds, 3)),
            new FeedAnswer(report.FeedName, report.FeedState),
            IngressOf(report),
            host.History,
            new PushAnswer(
                connections.Count, pace.Interval.TotalMilliseconds, push.Snapshots, push.Deltas, push.Merged, push.Bytes, push.Waits, push.Stalled, push.Heals, watched),
            host.Stores,
            live.Count(route => !route.IsChain),
            live.Count(route => route.IsChain),
            silos,
            fault));
    }

    private static IngressFigures IngressOf(MarketReport report) => new()
    {
        Accepted = report.Accepted,
        Duplicated = report.Duplicated,
        Refused = report.Refused,
        RefusedByReason = report.RefusedByReason,
        TicksPerSecond = report.TicksPerSecond,
        QueuedTicks = report.QueuedTicks,
        UndeliveredTicks = report.UndeliveredTicks,
        JournalSequence = report.JournalSequence,
    };

    private static RoomAnswer Describe(Room room)
    {
        (long epoch, long sequence) = room.Version;
        return new RoomAnswer(room.Name, room.Count, epoch, sequence);
    }
}
