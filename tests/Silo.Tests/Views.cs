using System.Globalization;
using System.Text;
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

    /// <summary>Where two shows differ first in each view; empty where they are the same.</summary>
    public static string Difference(SortedDictionary<string, string> expected, SortedDictionary<string, string> actual)
    {
        var text = new StringBuilder();
        foreach (string view in expected.Keys.Union(actual.Keys))
        {
            string wanted = expected.GetValueOrDefault(view, "none"), found = actual.GetValueOrDefault(view, "none");
            if (wanted != found)
            {
                int at = wanted.AsSpan().CommonPrefixLength(found);
                text.AppendLine(CultureInfo.InvariantCulture, $"{view}, at {at}: {Around(wanted, at)} was to be, {Around(found, at)} is shown.");
            }
        }

        return text.ToString();
    }

    private static string Around(string text, int at) => text[Math.Max(0, at - 80)..Math.Min(text.Length, at + 80)];

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
