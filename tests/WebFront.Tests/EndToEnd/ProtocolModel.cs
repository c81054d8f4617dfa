using System.Diagnostics;
using TradingAnalytics.Client;
using TradingAnalytics.WebFront.Tests.Clients;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.EndToEnd;

/// <summary>
/// One seed: clients with different options watch a chain and what is computed of it, while ticks come, lines are cut or stuck, options change, rooms are left and entered, and actors move. A copy at
/// the version REST answers equals that answer at any time; when nothing more comes every copy gets there, and no client ever met a delta that did not follow on.
/// </summary>
internal sealed class ProtocolModel : IAsyncDisposable
{
    private const int Clients = 4;
    private const int QuietEvery = 30;
    private const double QuietWithinSeconds = 120;

    private static readonly string[] s_others = ["product:NIFTY", "smile:NIFTY:2026-08-25", "exposures:NIFTY:2026-08-25", "volatility-index:NIFTY", "surface:NIFTY", "exposures:NIFTY"];

    private readonly RunningSilo _silo;
    private readonly ModelMarket _market;
    private readonly int _seed;
    private readonly Random _random;
    private readonly FlakyLine[] _lines;
    private readonly MarketClient[] _clients;
    private readonly LiveRoom[] _chains = new LiveRoom[Clients];
    private readonly LiveRoom[] _others = new LiveRoom[Clients];
    private int _broken;

    public ProtocolModel(RunningSilo silo, ModelMarket market, int seed)
    {
        (_silo, _market, _seed) = (silo, market, seed);
        _random = new Random(seed);
        _lines = [.. Enumerable.Range(0, Clients).Select(_ => new FlakyLine(silo.Address))];
        _clients = [.. _lines.Select((line, i) => new MarketClient(new MarketClientOptions
        {
            Server = line.Address, FirstRetry = TimeSpan.FromMilliseconds(10), LastRetry = TimeSpan.FromMilliseconds(50), AskAgainAfter = TimeSpan.FromSeconds(2), Jitter = new Random((seed * Clients) + i),
        }))];
    }

    /// <summary>How often what was done.</summary>
    public Dictionary<string, int> Done { get; } = [];

    public async Task RunAsync(int operations)
    {
        await PushAsync();
        await Eventually.HoldsAsync(
            async () => (await _silo.Http.GetAsync(new Uri("/api/data/chain/NIFTY?expiry=2026-08-25", UriKind.Relative), TestContext.Current.CancellationToken)).IsSuccessStatusCode, "the chain is live");
        for (int i = 0; i < Clients; i++)
        {
            _chains[i] = Watch(i, ModelMarket.Chain, RoomCheck.Options(_random));
            _others[i] = Watch(i, s_others[_random.Next(s_others.Length)], new RoomOptions());
            _clients[i].Start();
        }

        for (int step = 1; step <= operations; step++)
        {
            await StepAsync(_random.Next(Clients), _random.Next(24));
            await PushAsync();
            if (step % QuietEvery == 0)
            {
                await QuietAsync(step);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (FlakyLine line in _lines)
        {
            line.Resume();
        }

        foreach (MarketClient client in _clients)
        {
            await client.DisposeAsync();
        }

        foreach (FlakyLine line in _lines)
        {
            await line.DisposeAsync();
        }
    }

    private async Task StepAsync(int one, int what)
    {
        switch (what)
        {
            case 0:
                Count("cut");
                _lines[one].Cut();
                break;
            case 1 or 2:
                Count("pause");
                _lines[one].Pause();
                break;
            case 3:
                _lines[one].Resume();
                break;
            case 4 or 5:
                // A call is answered on the line it was made on.
                Count("configure");
                _lines[one].Resume();
                await _clients[one].ConfigureAsync(_chains[one], RoomCheck.Options(_random), TestContext.Current.CancellationToken);
                break;
            case 6:
                Count("leave");
                _lines[one].Resume();
                await _clients[one].LeaveAsync(_others[one], TestContext.Current.CancellationToken);
                _others[one] = Watch(one, s_others[_random.Next(s_others.Length)], new RoomOptions());
                break;
            case 7:
                Count("move");
                await _market.MoveAsync(chain: _random.Next(3) > 0);
                break;
            case 8 or 9 or 10:
                foreach (LiveRoom room in (LiveRoom[])[_chains[one], _others[one]])
                {
                    if (await RoomCheck.CompareIfSameVersionAsync(_silo.Http, room))
                    {
                        Count("compare");
                    }
                }

                break;
        }
    }

    private async Task PushAsync()
    {
        Count("push");
        await _market.PushAsync(_random);
    }

    /// <summary>Lets everybody read and waits until every copy is what REST shows.</summary>
    private async Task QuietAsync(int step)
    {
        Count("quiet");
        Array.ForEach(_lines, line => line.Resume());
        long start = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        foreach (LiveRoom room in (LiveRoom[])[.. _chains, .. _others])
        {
            while (await UnlikeAsync(room) is { } unlike)
            {
                Stopwatch.GetElapsedTime(start).TotalSeconds.ShouldBeLessThan(QuietWithinSeconds, $"seed {_seed}, step {step}: {room.Name} with {room.Options}: {unlike}");
                await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            }
        }

        Volatile.Read(ref _broken).ShouldBe(0, $"seed {_seed}, step {step}: the server sent what does not follow on");
    }

    private async Task<string?> UnlikeAsync(LiveRoom room) => room.State != RoomState.InStep || room.CopyOptions != room.Options
        ? $"it is {room.State}, its copy of {room.CopyOptions} {room.Refusal}"
        : await RoomCheck.DifferenceAsync(_silo.Http, room);

    private LiveRoom Watch(int one, string name, RoomOptions options)
    {
        LiveRoom room = _clients[one].Watch(name, options);
        room.Resynced += (_, notice) =>
        {
            if (notice.Reason == "client")
            {
                Interlocked.Increment(ref _broken);
            }
        };
        return room;
    }

    private void Count(string what) => Done[what] = Done.GetValueOrDefault(what) + 1;
}
