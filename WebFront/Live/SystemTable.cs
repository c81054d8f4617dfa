using TradingAnalytics.Engine.Live;
using TradingAnalytics.MarketData.Validation;
using TradingAnalytics.WebFront.Api;

namespace TradingAnalytics.WebFront.Live;

/// <summary>The live table of the room <c>system</c>: the market's and this process's figures in the header, the cluster's silos below. Of this process alone, so that texts may stand in it.</summary>
internal static class SystemTable
{
    private const int Places = 3;

    private static readonly string[] ChainTypes = ["ExpiryChainGrain"];
    private static readonly string[] ProductTypes = ["ProductGrain", "ProductAnalyticsGrain"];

    private static readonly CellMap<SystemFigures> Header = Refusals(new CellMap<SystemFigures>()
        .Text("version", "Of the executable.", static (in figures) => figures.Version)
        .Number("uptime", "Seconds since the process started.", 0, static (in figures) => figures.UptimeSeconds)
        .Number("memory", "Bytes in physical memory.", static (in figures) => figures.ResidentBytes)
        .Text("feed", "The feed that brings the market; empty for none.", static (in figures) => figures.Market.FeedName)
        .Text("feedState", "What it is doing.", static (in figures) => figures.Market.FeedState)
        .Number("feedLag", "Seconds since ingress took the newest tick seen here; none while nothing is watched.", Places, static (in figures) => figures.FeedLagSeconds)
        .Number("ticksPerSecond", "Accepted ticks per second.", 1, static (in figures) => figures.Market.TicksPerSecond)
        .Number("accepted", "Ticks journalled since start.", static (in figures) => figures.Market.Accepted)
        .Number("duplicated", "Ticks dropped as seen before.", static (in figures) => figures.Market.Duplicated)
        .Number("refused", "Ticks in the dead letters.", static (in figures) => figures.Market.Refused)
        .Number("queuedTicks", "Submitted and not yet journalled.", static (in figures) => figures.Market.QueuedTicks)
        .Number("undeliveredTicks", "Journalled and not yet applied by the books.", static (in figures) => figures.Market.UndeliveredTicks)
        .Number("journalSequence", "The journal's last frame.", static (in figures) => figures.Market.JournalSequence)
        .Number("publishP50", "Seconds from ingress to this process having what was published, of half of the updates of the last 10 to 20 s.", 4, static (in figures) => figures.Push.Publish.Percentile(0.5))
        .Number("publishP99", "Of 99 %.", 4, static (in figures) => figures.Push.Publish.Percentile(0.99))
        .Number("socketP50", "Seconds from ingress to a client's socket, of half of the deltas of the last 10 to 20 s.", 4, static (in figures) => figures.Push.Socket.Percentile(0.5))
        .Number("socketP99", "Of 99 %.", 4, static (in figures) => figures.Push.Socket.Percentile(0.99))
        .Number("connections", "Connected clients.", static (in figures) => figures.Connections)
        .Number("rooms", "Rooms watched.", static (in figures) => figures.Rooms)
        .Number("interval", "Milliseconds between two deltas of a room to a client that asks for nothing else.", static (in figures) => figures.IntervalMilliseconds)
        .Number("deltas", "Deltas sent since start.", static (in figures) => figures.Push.Deltas)
        .Number("merged", "Updates that went out inside a later, larger delta.", static (in figures) => figures.Push.Merged)
        .Number("waits", "Messages a client did not take at once.", static (in figures) => figures.Push.Waits)
        .Number("stalled", "Clients disconnected because they took nothing for too long.", static (in figures) => figures.Push.Stalled)
        .Number("heals", "Times a room had missed something and fetched a snapshot.", static (in figures) => figures.Push.Heals)
        .Number("products", "Products with live state in the cluster.", static (in figures) => figures.Products)
        .Number("chains", "Live chains in the cluster.", static (in figures) => figures.Chains)
        .Text("clusterFault", "Why the cluster did not answer; none when it did.", static (in figures) => figures.ClusterFault));

    private static readonly CellMap<SiloAnswer> Rows = new CellMap<SiloAnswer>()
        .Text("address", "The silo's address.", static (in silo) => silo.Address)
        .Text("name", "Its name.", static (in silo) => silo.Name)
        .Text("status", "As the cluster has it.", static (in silo) => silo.Status)
        .Instant("started", "When it started.", static (in silo) => (silo.Started - DateTimeOffset.UnixEpoch).TotalMicroseconds)
        .Number("activations", "Grains it holds.", static (in silo) => silo.Activations)
        .Number("chains", "Chains that live there.", static (in silo) => CountOf(silo, ChainTypes))
        .Number("products", "Products, and products' analytics, that live there.", static (in silo) => CountOf(silo, ProductTypes));

    public static LiveSchema Schema { get; } = new("system", "silos", Header.Columns, Rows.Columns, RowKind.Number);

    /// <summary>Writes every cell; a silo's number is its place among those seen so far.</summary>
    public static void Write(LiveTable table, SystemFigures figures, IReadOnlyList<SiloAnswer> silos, List<string> seen)
    {
        Header.Write(table, 0, in figures);
        foreach (SiloAnswer silo in silos)
        {
            int number = seen.IndexOf(silo.Address);
            if (number < 0)
            {
                number = seen.Count;
                seen.Add(silo.Address);
            }

            Rows.Write(table, table.Row(RowKey.ForNumber(number + 1)), in silo);
        }
    }

    /// <summary>A column for each reason a tick can be refused for.</summary>
    private static CellMap<SystemFigures> Refusals(CellMap<SystemFigures> header)
    {
        foreach (RefusalReason reason in Enum.GetValues<RefusalReason>().Where(reason => reason != RefusalReason.None))
        {
            string name = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(reason.ToString());
            header.Number($"refused{reason}", $"Of the refused: {name}.", (in SystemFigures figures) => figures.Market.RefusedByReason.GetValueOrDefault(name));
        }

        return header;
    }

    private static int CountOf(SiloAnswer silo, string[] types) => types.Sum(type => silo.ActivationsByType.GetValueOrDefault(type));
}
