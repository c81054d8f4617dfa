using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace TradingAnalytics.Silo.Tests;

/// <summary>Single ticks, pushed over REST.</summary>
internal static class Pushes
{
    private static readonly HttpClient s_http = new() { Timeout = TimeSpan.FromSeconds(40) };

    /// <summary>An underlying's tick: the n-th millisecond of an hour, at a price of n, which must not be much above the price before it.</summary>
    public static string Tick(string product, int number)
    {
        DateTimeOffset time = new DateTimeOffset(2026, 8, 18, 5, 0, 0, TimeSpan.Zero).AddMilliseconds(number);
        return string.Create(CultureInfo.InvariantCulture, $$"""{"id":"push-{{number}}","time":"{{time:O}}","product":"{{product}}","kind":"underlying","last":{{number}}}""");
    }

    /// <summary>Status and Retry-After of one push.</summary>
    public static async Task<(HttpStatusCode Status, string? RetryAfter)> SendAsync(int port, string tick)
    {
        using var body = new StringContent(tick, new MediaTypeHeaderValue("application/x-ndjson"));
        using HttpResponseMessage response = await s_http.PostAsync($"http://127.0.0.1:{port}/api/ingest/ticks", body, TestContext.Current.CancellationToken);
        return (response.StatusCode, response.Headers.RetryAfter?.ToString());
    }
}
