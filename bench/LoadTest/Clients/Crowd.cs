using TradingAnalytics.LoadTest.Market;

namespace TradingAnalytics.LoadTest.Clients;

/// <summary>Many clients spread evenly over the chains of a market, kept alive until it is disposed.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private const int ConnectTogether = 50;
    private static readonly TimeSpan AliveEvery = TimeSpan.FromSeconds(10);
    private readonly HttpMessageInvoker _invoker = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(60) });
    private readonly CancellationTokenSource _end = new();
    private readonly List<LoadClient> _clients = [];
    private readonly Uri _server;
    private readonly IProtocol _protocol;
    private readonly Measurements _found;
    private readonly Task _alive;

    public Crowd(Uri server, IProtocol protocol, Measurements found)
    {
        (_server, _protocol, _found) = (server, protocol, found);
        _alive = StayAsync();
    }

    public IReadOnlyList<LoadClient> Clients => _clients;

    public async Task ConnectAsync(int count, IReadOnlyDictionary<string, TickLog> chains, CancellationToken cancellationToken)
    {
        string[] rooms = [.. chains.Keys.Order(StringComparer.Ordinal)];
        foreach (int[] group in Enumerable.Range(0, count).Chunk(ConnectTogether))
        {
            LoadClient[] clients = [.. group.Select(i => new LoadClient(_protocol, rooms[i % rooms.Length], chains[rooms[i % rooms.Length]], _found))];
            await Task.WhenAll(clients.Select(client => client.ConnectAsync(_server, _invoker, cancellationToken)));
            lock (_clients)
            {
                _clients.AddRange(clients);
            }
        }
    }

    public async Task SubscribeAsync(CancellationToken cancellationToken)
    {
        foreach (LoadClient[] group in _clients.Chunk(ConnectTogether))
        {
            await Task.WhenAll(group.Select(client => client.SubscribeAsync(cancellationToken)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _alive;
        await Task.WhenAll(_clients.Select(client => client.DisposeAsync().AsTask()));
        _invoker.Dispose();
        _end.Dispose();
    }

    private async Task StayAsync()
    {
        using var timer = new PeriodicTimer(AliveEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                LoadClient[] clients;
                lock (_clients)
                {
                    clients = [.. _clients];
                }

                foreach (LoadClient[] group in clients.Chunk(ConnectTogether))
                {
                    await Task.WhenAll(group.Select(client => client.StayAsync(_end.Token)));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }
}
