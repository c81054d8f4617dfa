using System.Net;
using System.Net.Sockets;

namespace TradingAnalytics.WebFront.Tests.Clients;

/// <summary>A line between client and server that a test can cut, and through which it can keep a client from reading.</summary>
internal sealed class FlakyLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<TcpClient> _ends = [];
    private readonly Uri _server;
    private readonly Task _accepting;
    private TaskCompletionSource? _paused;

    public FlakyLine(Uri server)
    {
        _server = server;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    /// <summary>Where clients connect.</summary>
    public Uri Address { get; }

    /// <summary>Nothing reaches clients until <see cref="Resume"/>.</summary>
    public void Pause() => _paused ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Resume() => Interlocked.Exchange(ref _paused, null)?.SetResult();

    /// <summary>Ends every connection; new ones are taken.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            _ends.ForEach(end => end.Dispose());
            _ends.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Resume();
        Cut();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);

            // Little room: what is not read is soon felt by the server.
            var server = new TcpClient { ReceiveBufferSize = 4096 };
            await server.ConnectAsync(_server.Host, _server.Port, _stop.Token);
            lock (_gate)
            {
                _ends.AddRange([client, server]);
            }

            _ = CopyAsync(client, server, slow: false);
            _ = CopyAsync(server, client, slow: true);
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, bool slow)
    {
        try
        {
            byte[] buffer = new byte[4096];
            NetworkStream source = from.GetStream();
            NetworkStream target = to.GetStream();
            while (await source.ReadAsync(buffer, _stop.Token) is > 0 and var count)
            {
                await (slow && _paused is { } paused ? paused.Task : Task.CompletedTask);
                await target.WriteAsync(buffer.AsMemory(0, count), _stop.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // The line was cut.
        }
        finally
        {
            from.Dispose();
            to.Dispose();
        }
    }
}
