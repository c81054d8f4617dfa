using System.Net;
using System.Net.Sockets;

namespace TradingAnalytics.Cluster.Tests;

/// <summary>
/// Passes connections on, to wherever each is to go. A connection that is cut passes nothing, not even that an end has closed, as when packets are dropped; when it is healed what was held goes on its way.
/// </summary>
internal sealed class Relay : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<int, (int Target, Func<bool> IsCut)> _route;
    private readonly Task _running;

    /// <param name="route">Where a connection from a port goes, and whether it is cut; asked once a connection.</param>
    public Relay(Func<int, (int Target, Func<bool> IsCut)> route)
    {
        _route = route;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _running = RunAsync();
    }

    public int Port { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        await Task.Yield();
        while (!_stop.IsCancellationRequested)
        {
            Socket near = await _listener.AcceptSocketAsync(_stop.Token);
            _ = PassAsync(near);
        }
    }

    private async Task PassAsync(Socket near)
    {
        await Task.Yield();
        using (near)
        using (var far = new Socket(SocketType.Stream, ProtocolType.Tcp))
        {
            try
            {
                (int target, Func<bool> isCut) = _route(((IPEndPoint)near.RemoteEndPoint!).Port);
                await HealedAsync(isCut);
                await far.ConnectAsync(new IPEndPoint(IPAddress.Loopback, target), _stop.Token);
                near.NoDelay = far.NoDelay = true;

                // One end that closes ends both: what it still had to say is not waited for by anyone here.
                await Task.WhenAny(PumpAsync(near, far, isCut), PumpAsync(far, near, isCut));
                await HealedAsync(isCut);
            }
            catch (Exception gone) when (gone is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The ends see it: both are closed.
            }
        }
    }

    private async Task PumpAsync(Socket from, Socket to, Func<bool> isCut)
    {
        byte[] buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _stop.Token) is int length and > 0)
            {
                await HealedAsync(isCut);
                for (int sent = 0; sent < length;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, length - sent), _stop.Token);
                }
            }
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // As if it had closed.
        }
    }

    private async Task HealedAsync(Func<bool> isCut)
    {
        if (!isCut())
        {
            return;
        }

        using var timer = new PeriodicTimer(Look);
        while (isCut())
        {
            await timer.WaitForNextTickAsync(_stop.Token);
        }
    }
}
