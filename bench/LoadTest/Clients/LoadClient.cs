using System.Net.WebSockets;
using System.Text;
using TradingAnalytics.LoadTest.Market;

namespace TradingAnalytics.LoadTest.Clients;

/// <summary>One real WebSocket that watches one room. Holds no copy of the table: only the version it is at, and how far it has come in the log of what was sent.</summary>
internal sealed class LoadClient(IProtocol protocol, string room, TickLog log, Measurements found) : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private byte[] _buffer = new byte[4_096];
    private Task _reading = Task.CompletedTask;
    private long _epoch = -1;
    private long _sequence = -1;
    private int _next;
    private bool _leaving;

    /// <summary>The interval the server said, in milliseconds; -1 where it said none.</summary>
    public long Interval { get; private set; } = -1;

    /// <summary>Whether every tick of its chain has arrived.</summary>
    public bool IsCurrent => Volatile.Read(ref _next) == log.Length;

    public async Task ConnectAsync(Uri server, HttpMessageInvoker invoker, CancellationToken cancellationToken)
    {
        try
        {
            _socket.Options.KeepAliveInterval = TimeSpan.Zero;
            await _socket.ConnectAsync(protocol.Address(server), invoker, cancellationToken);
            await SendAsync(protocol.Hello, cancellationToken);
            _reading = ReadAsync(cancellationToken);
        }
        catch (WebSocketException exception)
        {
            found.Loss($"not connected: {exception.Message}");
        }
    }

    public Task SubscribeAsync(CancellationToken cancellationToken) => SendAsync(protocol.Subscribe(room), cancellationToken);

    public Task StayAsync(CancellationToken cancellationToken) => SendAsync(protocol.Alive, cancellationToken);

    public void Snapshot(long epoch, long sequence, long asOf)
    {
        (_epoch, _sequence) = (epoch, sequence);

        // What was sent before it is no wait of this client's.
        while (_next < log.Length && log[_next].UnixMicroseconds <= asOf)
        {
            _next++;
        }
    }

    public void Delta(long epoch, long from, long sequence, long asOf)
    {
        // A plain broadcast has no versions.
        if (sequence >= 0)
        {
            if (epoch != _epoch || from != _sequence)
            {
                found.Misfit();
            }

            (_epoch, _sequence) = (epoch, sequence);
        }

        Tick(asOf);
    }

    /// <summary>Everything up to an instant has arrived.</summary>
    public void Tick(long asOf)
    {
        long now = Instant.Now();
        if (asOf > 0)
        {
            found.Message(now - asOf);
        }

        while (_next < log.Length && log[_next].UnixMicroseconds <= asOf)
        {
            (long sent, int count) = log[_next++];
            found.Arrived(now - sent, count);
        }
    }

    public void Gap() => found.Gap();

    public void Paced(long interval) => Interval = interval;

    public void Refused(string words) => found.Loss(words);

    public async ValueTask DisposeAsync()
    {
        _leaving = true;
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _sending.Dispose();
    }

    private async Task SendAsync(string text, CancellationToken cancellationToken)
    {
        if (_socket.State != WebSocketState.Open)
        {
            return;
        }

        await _sending.WaitAsync(cancellationToken);
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, cancellationToken);
        }
        catch (WebSocketException exception)
        {
            found.Loss(exception.Message);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        int length = 0;
        try
        {
            while (true)
            {
                ValueWebSocketReceiveResult part = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    found.Loss($"closed by the server: {_socket.CloseStatusDescription}");
                    return;
                }

                length += part.Count;
                found.Received(part.Count);
                if (part.EndOfMessage)
                {
                    protocol.Take(_buffer.AsSpan(0, length), this);
                    length = 0;
                }
                else if (length == _buffer.Length)
                {
                    Array.Resize(ref _buffer, _buffer.Length * 2);
                }
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            if (!_leaving)
            {
                found.Loss(exception.Message);
            }
        }
    }
}
