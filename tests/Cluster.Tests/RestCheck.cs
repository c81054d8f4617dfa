using System.Text.Json;
using System.Text.Json.Nodes;
using TradingAnalytics.Client;
using TradingAnalytics.Silo.Tests;

namespace TradingAnalytics.Cluster.Tests;

/// <summary>Once nothing is pushed any more: every web front and every client must show one version of every room, with the content the acknowledged ticks make.</summary>
internal static class RestCheck
{
    /// <summary>What is not as it should be (yet); empty when all is.</summary>
    public static async Task<string> DifferenceAsync(TestCluster cluster, IReadOnlyList<Watcher> watchers, IReadOnlyList<TickPusher> truth, Checker checker)
    {
        foreach (TickPusher product in truth)
        {
            foreach (string expiry in TestMarket.Expiries)
            {
                if (await ChainAsync(cluster, watchers, product, expiry, checker) is { Length: > 0 } difference)
                {
                    return difference;
                }
            }

            if (await RoomAsync(cluster, watchers, $"product:{product.Product}", $"/api/products/{product.Product}", checker) is (var productDifference, _) && productDifference.Length > 0)
            {
                return productDifference;
            }
        }

        return "";
    }

    private static async Task<string> ChainAsync(TestCluster cluster, IReadOnlyList<Watcher> watchers, TickPusher product, string expiry, Checker checker)
    {
        string room = TestMarket.RoomOf(product.Product, expiry);
        (string difference, JsonNode? table) = await RoomAsync(cluster, watchers, room, $"/api/data/chain/{product.Product}?expiry={expiry}", checker);
        return difference.Length > 0 ? difference : Truth(room, table!, product.Acknowledged);
    }

    /// <summary>The spot is the last batch's, each leg the last's that carried it.</summary>
    private static string Truth(string room, JsonNode table, int acknowledged)
    {
        if ((double?)table["spot"] != TestMarket.Spot(acknowledged))
        {
            return $"{room} shows the spot {table["spot"]}, acknowledged was {TestMarket.Spot(acknowledged)} (batch {acknowledged})";
        }

        var legs = table["legs"]!.AsArray().ToDictionary(leg => ((int)leg!["strike"]!, (string)leg["right"]!));
        for (int batch = acknowledged; batch > acknowledged - TestMarket.LegsPerChain; batch--)
        {
            if (!legs.TryGetValue(TestMarket.LegOf(batch), out JsonNode? leg) || (double?)leg!["bid"] != TestMarket.Bid(batch) || (DateTimeOffset)leg["updated"]! != TestMarket.TimeOf(batch))
            {
                return $"{room} shows {leg?.ToJsonString() ?? "nothing"} of {TestMarket.LegOf(batch)}, acknowledged was batch {batch} at {TestMarket.TimeOf(batch):O}";
            }
        }

        return "";
    }

    /// <summary>Compares a room over all web fronts and clients.</summary>
    private static async Task<(string Difference, JsonNode? Table)> RoomAsync(TestCluster cluster, IReadOnlyList<Watcher> watchers, string room, string path, Checker checker)
    {
        JsonNode? first = null;
        foreach ((int number, SiloProcess web) in cluster.Webs.Index())
        {
            if (await web.Get(path) is not JsonObject table)
            {
                return ($"web-{number + 1} does not answer {path}", null);
            }

            Note(checker, $"web-{number + 1}", room, table);
            first ??= table;
            if (Version(table) != Version(first))
            {
                return ($"{room}: web-{number + 1} is at {Version(table)}, web-1 at {Version(first)}", null);
            }
        }

        foreach (Watcher watcher in watchers)
        {
            LiveRoom copy = watcher.Rooms[room];
            (long, long) version = copy.Read(table => (table.Epoch, table.Sequence));
            if (version != Version(first!) || copy.State != RoomState.InStep)
            {
                return ($"{room}: {watcher.Name} is at {version} ({copy.State}), the web fronts at {Version(first!)}", null);
            }
        }

        return ("", first);
    }

    private static void Note(Checker checker, string who, string room, JsonObject table)
    {
        using JsonDocument document = JsonDocument.Parse(table.ToJsonString());
        checker.Shown(who, room, (long)table["epoch"]!, (long)table["sequence"]!, Canonical.Of(document.RootElement));
    }

    private static (long, long) Version(JsonNode table) => ((long)table["epoch"]!, (long)table["sequence"]!);
}
