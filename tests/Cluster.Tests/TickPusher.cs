using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace TradingAnalytics.Cluster.Tests;

/// <summary>Pushes one product's batches one after the other, each again until it is acknowledged, and keeps the truth: which was acknowledged last.</summary>
internal sealed class TickPusher : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(40) };
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Checker _checker;
    private readonly Dictionary<string, int> _refusals = [];
    private readonly Uri _address;
    private readonly Task _running;
    private int _acknowledged;
    private long _lastAt = TimeProvider.System.GetTimestamp();
    private TimeSpan _longest;

    public TickPusher(string product, int port, Checker checker)
    {
        Product = product;
        _checker = checker;
        _address = new Uri($"http://127.0.0.1:{port}/api/ingest/ticks");
        _running = RunAsync();
    }

    public string Product { get; }

    /// <summary>The newest batch that was acknowledged; those before it were too.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>Answers other than an acknowledgement, and how often each came.</summary>
    public KeyValuePair<string, int>[] Refusals()
    {
        lock (_refusals)
        {
            return [.. _refusals];
        }
    }

    /// <summary>The longest time between two acknowledgements since <see cref="Reset"/>.</summary>
    public TimeSpan Longest()
    {
        TimeSpan now = TimeProvider.System.GetElapsedTime(Volatile.Read(ref _lastAt));
        return now > _longest ? now : _longest;
    }

    public void Reset()
    {
        _longest = TimeSpan.Zero;
        Volatile.Write(ref _lastAt, TimeProvider.System.GetTimestamp());
    }

    /// <summary>Holds before the next batch: what was sent by then is acknowledged.</summary>
    public Task PauseAsync(CancellationToken cancellationToken) => _turn.WaitAsync(cancellationToken);

    public void Resume()
    {
        Reset();
        _turn.Release();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        await Task.Yield();
        using var pause = new PeriodicTimer(Interval);
        for (int batch = 1; ; batch++)
        {
            await _turn.WaitAsync(_stop.Token);
            try
            {
                string lines = TestMarket.Batch(Product, batch);
                while (!await TrySendAsync(lines))
                {
                    await pause.WaitForNextTickAsync(_stop.Token);
                }

                _longest = Longest();
                Volatile.Write(ref _lastAt, TimeProvider.System.GetTimestamp());
                Volatile.Write(ref _acknowledged, batch);
            }
            finally
            {
                _turn.Release();
            }

            await pause.WaitForNextTickAsync(_stop.Token);
        }
    }

    private async Task<bool> TrySendAsync(string lines)
    {
        try
        {
            using var body = new StringContent(lines, new MediaTypeHeaderValue("application/x-ndjson"));
            using HttpResponseMessage response = await Http.PostAsync(_address, body, _stop.Token);
            string text = await response.Content.ReadAsStringAsync(_stop.Token);
            if (!response.IsSuccessStatusCode)
            {
                Refused($"{(int)response.StatusCode}");
                return false;
            }

            JsonNode answer = JsonNode.Parse(text)!;
            if ((int)answer["accepted"]! + (int)answer["duplicated"]! != TestMarket.TicksPerBatch)
            {
                _checker.Fault($"{Product}: a batch was answered {text}");
            }

            return true;
        }
        catch (Exception failure) when (!_stop.IsCancellationRequested && failure is HttpRequestException or OperationCanceledException or IOException)
        {
            Refused(failure.GetType().Name);
            return false;
        }
    }

    private void Refused(string reason)
    {
        lock (_refusals)
        {
            _refusals[reason] = _refusals.GetValueOrDefault(reason) + 1;
        }
    }
}
