using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace TradingAnalytics.Soak;

/// <summary>One SignalR connection that watches some rooms.</summary>
internal sealed class SoakClient : IAsyncDisposable
{
    /// <summary>A machine that is busy with other things may be silent for long; that is not what is looked for here.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly HubConnection _connection;
    private int _closed;

    private SoakClient(HubConnection connection, WatchedRoom[] rooms)
    {
        _connection = connection;
        Rooms = rooms;
        connection.On<TableMessage>("snapshot", table => Find(table)?.OnSnapshot(table));
        connection.On<TableMessage>("delta", delta => Find(delta)?.OnDelta(delta));
        connection.Closed += _ =>
        {
            Interlocked.Exchange(ref _closed, 1);
            return Task.CompletedTask;
        };
    }

    public WatchedRoom[] Rooms { get; }

    /// <summary>The server closed the connection: a fault, for nothing asked it to.</summary>
    public bool WasClosed => Volatile.Read(ref _closed) == 1;

    public static async Task<SoakClient> ConnectAsync(Uri server, IEnumerable<string> rooms, CancellationToken cancellationToken)
    {
        HubConnection connection = new HubConnectionBuilder().WithUrl(new Uri(server, "hubs/market")).WithServerTimeout(Patience)
            .AddJsonProtocol(protocol => protocol.PayloadSerializerOptions.Converters.Add(new TableMessageConverter())).Build();
        var client = new SoakClient(connection, [.. rooms.Select(room => new WatchedRoom(room))]);
        await connection.StartAsync(cancellationToken);
        return client;
    }

    public async Task SubscribeAsync(CancellationToken cancellationToken)
    {
        foreach (WatchedRoom room in Rooms)
        {
            await _connection.InvokeAsync("Subscribe", room.Room, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync() => await _connection.DisposeAsync();

    private WatchedRoom? Find(TableMessage message) => Array.Find(Rooms, room => room.Room == message.Room);
}
