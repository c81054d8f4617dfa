using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace TradingAnalytics.Silo.Tests;

/// <summary>Pushes one tick after the other, each at a price of its own and again until it is taken, and remembers which were.</summary>
internal sealed class Pusher : IAsyncDisposable
{
    private static readonly HttpClient s_http = new() { Timeout = TimeSpan.FromSeconds(40) };
    private readonly CancellationTokenSource _stop = new();
    private readonly List<double> _acknowledged = [];
    private readonly Task _running;

    public Pusher(int port, string product) => _running = RunAsync(port, product);

    public double[] Acknowledged
    {
        get
        {
            lock (_acknowledged)
            {
                return [.. _acknowledged];
            }
        }
    }

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

    /// <summary>Ends, and tells the prices that were acknowledged.</summary>
    public async Task<double[]> StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
        return Acknowledged;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task RunAsync(int port, string product)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (int number = 1_000; !_stop.IsCancellationRequested; number++)
        {
            string tick = Tick(product, number);
            while (!_stop.IsCancellationRequested && (await SendAsync(port, tick)).Status != HttpStatusCode.OK)
            {
                await pause.WaitForNextTickAsync();
            }

            if (!_stop.IsCancellationRequested)
            {
                lock (_acknowledged)
                {
                    _acknowledged.Add(number);
                }
            }

            await pause.WaitForNextTickAsync();
        }
    }
}
