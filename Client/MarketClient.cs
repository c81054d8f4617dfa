using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace TradingAnalytics.Client;

/// <summary>
/// Copies of a server's live tables over one connection, which it makes again for ever. After a lost connection each room goes on from the version it held where the server can lead on from it, and
/// begins with a snapshot where not. A copy equals the server's table, or its room has said that it does not: see <see cref="LiveRoom"/>.
/// </summary>
public sealed class MarketClient(MarketClientOptions options) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, LiveRoom> _rooms = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _jitter = new();
    private volatile HubConnection? _hub;
    private Task _running = Task.CompletedTask;

    public event Action<ConnectionState>? StateChanged;

    public ConnectionState State { get; private set; }

    /// <summary>Connects, and keeps trying until it can.</summary>
    public void Start()
    {
        if (State == ConnectionState.Stopped)
        {
            Become(ConnectionState.Connecting);
            _running = Task.Run(() => RunAsync(_stop.Token));
        }
    }

    /// <summary>Watches a room, now or as soon as there is a connection. Subscribe to its events before <see cref="Start"/> to miss none.</summary>
    /// <exception cref="InvalidOperationException">It is watched already.</exception>
    public LiveRoom Watch(string room, RoomOptions? roomOptions = null)
    {
        var live = new LiveRoom(room, roomOptions ?? new RoomOptions());
        if (!_rooms.TryAdd(room, live))
        {
            throw new InvalidOperationException($"Room {room} is watched already: leave it first, or configure it.");
        }

        if (_hub is { } hub)
        {
            _ = AskAsync(hub, live);
        }

        return live;
    }

    /// <summary>Changes what is shown of a room. Completes when the server has said that it holds, or, where it has not been asked for the room, at once: it is asked for with that.</summary>
    /// <exception cref="HubException">The server will not grant it, and says why; the room stays as it was.</exception>
    public async Task ConfigureAsync(LiveRoom room, RoomOptions roomOptions, CancellationToken cancellationToken = default)
    {
        await room.Calls.WaitAsync(cancellationToken);
        RoomOptions before = room.Options;
        try
        {
            room.Options = roomOptions;
            if (_hub is { } hub && room.IsSubscribed)
            {
                Task taken = room.Expect(roomOptions);
                await hub.InvokeAsync<JsonElement>("Configure", room.Name, roomOptions.ToWire(null), cancellationToken);
                await taken.WaitAsync(cancellationToken);
            }
        }
        catch (HubException)
        {
            room.Options = before;
            throw;
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            // The connection has gone: the options go with the next.
        }
        finally
        {
            room.Calls.Release();
        }
    }

    /// <summary>Watches a room no longer.</summary>
    public async Task LeaveAsync(LiveRoom room, CancellationToken cancellationToken = default)
    {
        room.IsLeft = true;
        if (_rooms.TryRemove(new KeyValuePair<string, LiveRoom>(room.Name, room)) && _hub is { } hub)
        {
            try
            {
                await hub.InvokeAsync("Unsubscribe", room.Name, cancellationToken);
            }
            catch (Exception exception) when (IsLoss(exception))
            {
                // The server has forgotten the subscription with the connection.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private static bool IsLoss(Exception exception) =>
        exception is not HubException && exception is InvalidOperationException or OperationCanceledException or IOException or HttpRequestException or System.Net.WebSockets.WebSocketException;

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            for (int attempt = 0; ; attempt++)
            {
                Become(ConnectionState.Connecting);
                if (await HoldAsync(cancellationToken))
                {
                    attempt = 0;
                }

                await Task.Delay(Delay(attempt), options.Time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            Become(ConnectionState.Stopped);
        }
    }

    /// <summary>Connects and stays until the connection has gone; false when none came about.</summary>
    private async Task<bool> HoldAsync(CancellationToken cancellationToken)
    {
        await using HubConnection hub = Build();
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        hub.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        try
        {
            await hub.StartAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is not OutOfMemoryException)
        {
            return false;
        }

        _hub = hub;
        Become(ConnectionState.Connected);
        try
        {
            foreach (LiveRoom room in _rooms.Values)
            {
                _ = AskAsync(hub, room);
            }

            await closed.Task.WaitAsync(cancellationToken);
            return true;
        }
        finally
        {
            _hub = null;
            foreach (LiveRoom room in _rooms.Values)
            {
                room.Lose();
            }
        }
    }

    private HubConnection Build()
    {
        HubConnection hub = new HubConnectionBuilder().WithUrl(new Uri(options.Server, "/hubs/market"), Authorise).Build();
        Hear(hub, "snapshot", static (room, table) => room.OnSnapshot(table));
        Hear(hub, "gap", static (room, _) => room.OnGap());
        Hear(hub, "resync", static (room, note) => room.OnResync(note));
        Hear(hub, "status", static (room, note) => room.OnPace(note));
        Hear(hub, "delta", (room, delta) =>
        {
            if (!room.OnDelta(delta))
            {
                _ = AskAsync(hub, room, afresh: true);
            }
        });
        return hub;
    }

    private void Authorise(HttpConnectionOptions connection) => connection.AccessTokenProvider = options.AccessToken;

    private void Hear(HubConnection hub, string method, Action<LiveRoom, JsonElement> take) => hub.On<JsonElement>(method, message =>
    {
        if (_rooms.TryGetValue(message.GetProperty("room").GetString()!, out LiveRoom? room))
        {
            take(room, message);
        }
    });

    /// <summary>Asks for a room until it is there: one that is refused, or does not come, is asked for again later.</summary>
    private async Task AskAsync(HubConnection hub, LiveRoom room, bool afresh = false)
    {
        try
        {
            while (_hub == hub && !room.IsLeft)
            {
                if (await SubscribeAsync(hub, room, afresh))
                {
                    await Task.Delay(options.AskAgainAfter, options.Time, _stop.Token);
                    if (room.State != RoomState.Waiting)
                    {
                        return;
                    }
                }
                else
                {
                    await Task.Delay(options.AskAgainAfter, options.Time, _stop.Token);
                }

                afresh = true;
            }
        }
        catch (Exception exception) when (IsLoss(exception) || exception is ObjectDisposedException)
        {
            // The connection has gone: the next one asks.
        }
    }

    private async Task<bool> SubscribeAsync(HubConnection hub, LiveRoom room, bool afresh)
    {
        await room.Calls.WaitAsync(_stop.Token);
        try
        {
            room.Begin();
            room.OnPace(await hub.InvokeAsync<JsonElement>("Subscribe", room.Name, room.Options.ToWire(afresh ? null : room.ResumePoint()), _stop.Token));
            room.IsSubscribed = true;
            return true;
        }
        catch (HubException refused)
        {
            const string Marker = "HubException: ";
            int at = refused.Message.IndexOf(Marker, StringComparison.Ordinal);
            room.Become(RoomState.Refused, at < 0 ? refused.Message : refused.Message[(at + Marker.Length)..]);
            return false;
        }
        finally
        {
            room.Calls.Release();
        }
    }

    /// <summary>Doubling, between half and all of it.</summary>
    private TimeSpan Delay(int attempt)
    {
        double longest = Math.Min(options.LastRetry.TotalMilliseconds, options.FirstRetry.TotalMilliseconds * Math.Pow(2, Math.Min(attempt, 20)));
        lock (_jitter)
        {
            return TimeSpan.FromMilliseconds(longest * (0.5 + (0.5 * options.Jitter.NextDouble())));
        }
    }

    private void Become(ConnectionState state)
    {
        if (State != state)
        {
            State = state;
            StateChanged?.Invoke(state);
        }
    }
}
