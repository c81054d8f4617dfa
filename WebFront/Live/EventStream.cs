using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace TradingAnalytics.WebFront.Live;

/// <summary>A client that reads a room as server-sent events.</summary>
internal sealed class EventStream : IPushTarget, IDisposable
{
    /// <summary>So that proxies keep a quiet stream open, and a client that is gone is noticed.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    private readonly HttpContext _http;
    private readonly PushOptions _options;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _gate = new(0);
    private readonly CancellationTokenSource _end;
    private readonly CancellationToken _ended;
    private int _dropped;
    private bool _closed;

    public EventStream(HttpContext http, PushOptions options, TimeProvider time, CancellationToken ended)
    {
        _http = http;
        _options = options;
        _time = time;
        _end = CancellationTokenSource.CreateLinkedTokenSource(ended);
        _ended = _end.Token;
    }

    public string Id => _http.TraceIdentifier;

    public WireFormat Format => WireFormat.EventStream;

    public ValueTask WriteAsync(PushMessage message) => WriteAsync(message.Bytes, _ended);

    public void Drop(string reason)
    {
        if (Interlocked.Exchange(ref _dropped, 1) == 0)
        {
            _ = DropAsync(reason);
        }
    }

    /// <summary>Sends the first message; until it is called, what the room sends waits.</summary>
    public async Task OpenAsync(PushMessage first)
    {
        await _http.Response.BodyWriter.WriteAsync(first.Bytes, _ended);
        _gate.Release();
    }

    /// <summary>Keeps the stream open until the client has gone, was dropped, or the server stops; afterwards nothing is written any more.</summary>
    public async Task RunAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(KeepAlive, _time);
            while (await timer.WaitForNextTickAsync(_ended))
            {
                await WriteAsync(": \n\n"u8.ToArray(), _ended);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // It has ended.
        }
        finally
        {
            await _end.CancelAsync();
            await _gate.WaitAsync(CancellationToken.None);
            _closed = true;
            _gate.Release();
        }
    }

    /// <summary>The gate is not disposed: a write that comes too late finds the stream closed.</summary>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (!_closed)
            {
                await _http.Response.BodyWriter.WriteAsync(bytes, cancellationToken);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The reason waits behind what the client has not taken; one that reads in time gets it, the others are cut off.</summary>
    private async Task DropAsync(string reason)
    {
        try
        {
            using var limit = new CancellationTokenSource(_options.FarewellTimeout, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _ended);
            string json = JsonSerializer.Serialize(new Dictionary<string, string> { ["reason"] = reason });
            await WriteAsync(Encoding.UTF8.GetBytes($"event: closed\ndata: {json}\n\n"), either.Token);
            await _end.CancelAsync();
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException)
        {
            _http.Abort();
        }
    }
}
