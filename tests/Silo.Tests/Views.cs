using System.Text.Json.Nodes;

namespace TradingAnalytics.Silo.Tests;

/// <summary>What a process shows of a product and all its chains, without what names the run: epoch, sequence and when ingress took the ticks.</summary>
internal static class Views
{
    public static async Task<SortedDictionary<string, string>> Of(SiloProcess silo, string product)
    {
        JsonNode shown = (await silo.Get($"/api/products/{product}"))!;
        string[] expiries = [.. shown["expiries"]!.AsArray().Select(row => (string)row!["expiry"]!)];
        var views = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string expiry in expiries)
        {
            views[expiry] = Strip((await silo.Get($"/api/data/chain/{product}?expiry={expiry}"))!);
        }

        JsonNode bars = (await silo.Get($"/api/products/{product}/bars?interval=1m&from=2026-08-01T00:00:00Z&to=2026-09-01T00:00:00Z"))!;
        views["bars"] = bars.ToJsonString();
        foreach (string column in (string[])["spot", "open", "high", "low", "change", "asOf", "ticks"])
        {
            views[column] = shown[column]?.ToJsonString() ?? "none";
        }

        return views;
    }

    private static string Strip(JsonNode table)
    {
        JsonObject chain = table.AsObject();
        foreach (string name in (string[])["epoch", "sequence", "received"])
        {
            chain.Remove(name);
        }

        return chain.ToJsonString();
    }
}
