using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace TradingAnalytics.Silo.Tests;

/// <summary>A small market, pushed over REST as anyone would.</summary>
internal static class PushedTicks
{
    private static readonly HttpClient s_http = new() { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>A spot of a product and a call and a put of each expiry, at a minute of a day.</summary>
    public static string Market(string product, string[] expiries, int minute, double spot)
    {
        var lines = new StringBuilder();
        string time = string.Create(CultureInfo.InvariantCulture, $"2026-08-18T10:{minute:00}:00+05:30");
        lines.Append(CultureInfo.InvariantCulture, $$"""{"time":"{{time}}","product":"{{product}}","kind":"underlying","last":{{spot}}}""").Append('\n');
        foreach (string expiry in expiries)
        {
            foreach (string right in (string[])["call", "put"])
            {
                lines.Append(
                    CultureInfo.InvariantCulture,
                    $$"""{"time":"{{time}}","product":"{{product}}","kind":"leg","expiry":"{{expiry}}","strike":24200,"right":"{{right}}","bid":{{180 + minute}},"ask":{{181 + minute}},"openInterest":65000}""").Append('\n');
            }
        }

        return lines.ToString();
    }

    /// <summary>Whether the whole batch was accepted.</summary>
    public static async Task<bool> Push(SiloProcess web, string lines)
    {
        using var body = new StringContent(lines, new MediaTypeHeaderValue("application/x-ndjson"));
        using HttpResponseMessage response = await s_http.PostAsync($"http://127.0.0.1:{web.Port}/api/ingest/ticks", body, TestContext.Current.CancellationToken);
        string answer = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode && answer.Contains("\"refused\":0", StringComparison.Ordinal);
    }
}
