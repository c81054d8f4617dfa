using System.Globalization;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Feeds.Simulate;

/// <summary>
/// Feed <c>simulate</c>: paces a <see cref="MarketGenerator"/> by the clock. A step is sent when it is over, together with all others that are due, so batches hold what a few
/// milliseconds brought. A sink that cannot keep up does not slow the market: steps that have grown older than <see cref="MaxLag"/> are made and not sent, counted, and shown in
/// <see cref="State"/>; ticks carry absolute figures, so the next tick of a leg makes up for those not sent. The market trades at any hour.
/// </summary>
public sealed class SimulatedMarket(SimulationOptions options, ProductCatalogue catalogue, TimeProvider time) : IFeed
{
    /// <summary>Older steps are not sent.</summary>
    public static readonly TimeSpan MaxLag = TimeSpan.FromMilliseconds(250);

    /// <summary>A clock that leaps further than this (a host that slept) finds the market where it stood.</summary>
    public static readonly TimeSpan MaxCatchUp = TimeSpan.FromSeconds(30);

    private const int BatchTicks = 8_192;
    private static readonly TimeSpan RateWindow = TimeSpan.FromSeconds(1);

    private string _state = "not started";

    public string Name => "simulate";

    public string State => Volatile.Read(ref _state);

    /// <summary>Ticks brought to the sink.</summary>
    public long Sent { get; private set; }

    /// <summary>Ticks the market made and the sink had no time for.</summary>
    public long NotSent { get; private set; }

    public async Task RunAsync(ITickSink sink, CancellationToken cancellationToken)
    {
        DateTimeOffset clockStart = time.GetUtcNow();
        DateTimeOffset start = options.StartTime ?? clockStart;
        TimeSpan offset = start - clockStart;
        var generator = new MarketGenerator(options, catalogue, start);
        var buffer = new Tick[Math.Max(BatchTicks, 2 * generator.MaxTicksPerStep)];
        DateTimeOffset windowStart = start;
        long windowSent = 0;
        Report(generator, start, 0, TimeSpan.Zero);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            DateTimeOffset now = time.GetUtcNow() + offset;
            TimeSpan wait = generator.Time + generator.StepLength - now;
            if (wait > TimeSpan.Zero)
            {
                // Timers count whole milliseconds: less than one would not wait at all, and again, until the step is over.
                TimeSpan whole = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
                await Task.Delay(whole < RateWindow ? whole : RateWindow, time, cancellationToken).ConfigureAwait(false);
                continue;
            }

            TimeSpan lag = now - generator.Time;
            if (lag > MaxCatchUp)
            {
                generator.Halt(lag - generator.StepLength);
            }

            int count = Collect(generator, buffer, now);
            if (count > 0)
            {
                await sink.SubmitAsync(buffer.AsMemory(0, count), Name, cancellationToken).ConfigureAwait(false);
                Sent += count;
            }

            if (now - windowStart >= RateWindow)
            {
                Report(generator, now, (Sent - windowSent) / (now - windowStart).TotalSeconds, now - generator.Time);
                (windowStart, windowSent) = (now, Sent);
            }
        }
    }

    /// <summary>Makes the steps that are over: too old ones for nothing, the others into the buffer until it is full.</summary>
    private int Collect(MarketGenerator generator, Span<Tick> buffer, DateTimeOffset now)
    {
        int count = 0;
        while (generator.Time + generator.StepLength <= now && buffer.Length - count >= generator.MaxTicksPerStep)
        {
            bool tooOld = now - generator.Time > MaxLag + generator.StepLength;
            int made = generator.Next(buffer[count..]);
            if (tooOld)
            {
                NotSent += made;
            }
            else
            {
                count += made;
            }
        }

        return count;
    }

    private void Report(MarketGenerator generator, DateTimeOffset now, double sentPerSecond, TimeSpan behind)
    {
        string scenario = options.Scenario == SimulationScenario.Crash ? "crash" : "normal";
        double asked = options.TicksPerSecond * generator.RateFactor;
        string shortfall = NotSent == 0 ? "" : $"; behind by {behind.TotalMilliseconds:0} ms, {NotSent:N0} ticks not sent because the engine takes fewer";
        Volatile.Write(ref _state, string.Create(CultureInfo.InvariantCulture, $"{scenario}, seed {options.Seed}: {sentPerSecond:N0} ticks/s of {asked:N0} asked, {Sent:N0} sent, market time {now:yyyy-MM-dd HH:mm:ss}Z{shortfall}"));
    }
}
