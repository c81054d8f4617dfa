using System.Text;
using TradingAnalytics.MarketData.Feeds.Simulate;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.LoadTest.Market;

/// <summary>Pushes a simulated market to a server at its pace, each tick stamped with the moment it is sent, and notes for each chain what was sent when.</summary>
internal sealed class PushedMarket
{
    /// <summary>Steps of the market in one batch at most.</summary>
    private const int MostTogether = 200;

    private readonly Uri _ingest;
    private readonly HttpClient _http;
    private readonly MarketGenerator _generator;
    private readonly Tick[] _buffer;
    private readonly StringBuilder _lines = new();
    private readonly Dictionary<string, TickLog> _logs = [];

    /// <param name="server">Where to push: <c>POST api/ingest/ticks</c>.</param>
    /// <param name="http">To push with.</param>
    /// <param name="simulated">The market to push.</param>
    /// <param name="catalogue">Holds its products.</param>
    public PushedMarket(Uri server, HttpClient http, SimulationOptions simulated, ProductCatalogue catalogue)
    {
        _ingest = new Uri(server, "api/ingest/ticks");
        _http = http;
        _generator = new MarketGenerator(simulated, catalogue, DateTimeOffset.UtcNow);
        _buffer = new Tick[MostTogether * _generator.MaxTicksPerStep];
    }

    /// <summary>What was sent of each chain, by the name of its room.</summary>
    public IReadOnlyDictionary<string, TickLog> Logs => _logs;

    public long Sent { get; private set; }

    /// <summary>How far it is behind its pace now.</summary>
    public TimeSpan Behind { get; private set; }

    /// <summary>Pushes at the market's pace. Steps that are due when a batch has been taken go together as the next.</summary>
    public async Task RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        long startedAt = TimeProvider.System.GetTimestamp();
        int all = (int)Math.Ceiling(duration / _generator.StepLength);
        for (int done = 0; done < all;)
        {
            Behind = TimeProvider.System.GetElapsedTime(startedAt) - (done * _generator.StepLength);
            if (Behind < TimeSpan.Zero)
            {
                await Task.Delay(-Behind, cancellationToken);
            }

            int due = Math.Clamp((int)(Behind / _generator.StepLength), 1, Math.Min(MostTogether, all - done));
            await SendAsync(due, cancellationToken);
            done += due;
        }
    }

    /// <summary>Pushes as fast as the server takes it, one batch after the other.</summary>
    /// <returns>Ticks accepted per second.</returns>
    public async Task<double> FloodAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        long startedAt = TimeProvider.System.GetTimestamp();
        long before = Sent;
        while (TimeProvider.System.GetElapsedTime(startedAt) < duration)
        {
            await SendAsync(1, cancellationToken);
        }

        return (Sent - before) / TimeProvider.System.GetElapsedTime(startedAt).TotalSeconds;
    }

    /// <summary>Pushes so many ticks as fast as the server takes them.</summary>
    public async Task PourAsync(int ticks, CancellationToken cancellationToken)
    {
        for (long until = Sent + ticks; Sent < until;)
        {
            await SendAsync(MostTogether, cancellationToken);
        }
    }

    private async Task SendAsync(int steps, CancellationToken cancellationToken)
    {
        int count = 0;
        for (int step = 0; step < steps; step++)
        {
            count += _generator.Next(_buffer.AsSpan(count));
        }

        long now = Tick.MicrosecondsOf(DateTimeOffset.UtcNow);
        _lines.Clear();
        for (int i = 0; i < count; i++)
        {
            _buffer[i] = _buffer[i] with { UnixMicroseconds = now };
            TickLine.Append(_lines, _buffer[i]);
        }

        Note(now, count);
        using var content = new StringContent(_lines.ToString(), Encoding.UTF8, "application/x-ndjson");
        using HttpResponseMessage response = await _http.PostAsync(_ingest, content, cancellationToken);
        response.EnsureSuccessStatusCode();
        Sent += count;
    }

    private void Note(long now, int count)
    {
        foreach (IGrouping<TickRoute, Tick> chain in _buffer.Take(count).Where(tick => tick.Kind == TickKind.Leg).GroupBy(tick => tick.Route))
        {
            string room = $"chain:{chain.Key.Product}:{chain.Key.Expiry}";
            if (!_logs.TryGetValue(room, out TickLog? log))
            {
                log = _logs[room] = new TickLog();
            }

            log.Add(now, chain.Count());
        }
    }
}
