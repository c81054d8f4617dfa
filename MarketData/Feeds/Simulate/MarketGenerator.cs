using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Feeds.Simulate;

/// <summary>
/// The simulated market without a clock: a sequence of steps of market time, each with its ticks. Step k from a seed and a start is the same in every run.
/// Tick times spread over the step; ids are unique per (seed, start). Allocates nothing per tick; days and listings do. Not for use by two threads.
/// </summary>
public sealed class MarketGenerator
{
    /// <summary>More than this a core would not make; a crash's ten times stop here.</summary>
    private const double MaxPeakPerSecond = 2_000_000;

    /// <summary>Common jumps per year: two in three days.</summary>
    private const double JumpsPerYear = 250;

    private readonly SimulationOptions _options;
    private readonly SeededRandom _market;
    private readonly SimulatedProduct[] _products;
    private readonly double[] _shares;
    private readonly long _stepMicroseconds;
    private readonly ulong _idBase;
    private readonly long _start;
    private long _now;
    private ulong _count;
    private double _owed;

    /// <param name="options">What to simulate.</param>
    /// <param name="catalogue">Holds the terms of the products.</param>
    /// <param name="start">First instant of the market.</param>
    public MarketGenerator(SimulationOptions options, ProductCatalogue catalogue, DateTimeOffset start)
    {
        options.Validate();
        _options = options;
        _start = _now = Tick.MicrosecondsOf(start);
        _stepMicroseconds = Math.Clamp(1_000_000 / options.TicksPerSecond, 5_000, 100_000);
        _market = new SeededRandom(options.Seed);
        _idBase = SeededRandom.Mix(options.Seed ^ SeededRandom.Mix((ulong)_start));
        ProductSpec[] specs = [.. options.Products.Distinct().Select(id => Find(catalogue, id))];
        double[] weights = [.. specs.Select(spec => ProductProfile.Of(spec).TickShare)];
        double total = weights.Sum();
        _shares = [.. weights.Select(weight => weight / total)];
        _products = [.. specs.Select((spec, i) => new SimulatedProduct(spec, options.TicksPerSecond * _shares[i], new SeededRandom(SeededRandom.Mix(options.Seed) + (ulong)i), _start, options.EveryChainAlike, options.SpotOf?.Invoke(spec.Id)))];
        double peak = Math.Min(options.TicksPerSecond * (options.Scenario == SimulationScenario.Crash ? options.Crash.PeakRate : 1), Math.Max(MaxPeakPerSecond, options.TicksPerSecond));
        MaxTicksPerStep = (int)Math.Ceiling(peak * _stepMicroseconds / 1e6) + 1;
    }

    /// <summary>Room that <see cref="Next"/> needs.</summary>
    public int MaxTicksPerStep { get; }

    public TimeSpan StepLength => TimeSpan.FromMicroseconds(_stepMicroseconds);

    /// <summary>Steps made.</summary>
    public long Steps { get; private set; }

    /// <summary>Where the next step begins.</summary>
    public DateTimeOffset Time => DateTimeOffset.UnixEpoch.AddMicroseconds(_now);

    internal IReadOnlyList<SimulatedProduct> Products => _products;

    /// <summary>How many times the asked rate the market ticks now.</summary>
    public double RateFactor { get; private set; } = 1;

    /// <summary>Makes the next step and writes its ticks, in time order.</summary>
    /// <returns>How many; at low rates a step may have none.</returns>
    public int Next(Span<Tick> into)
    {
        if (into.Length < MaxTicksPerStep)
        {
            throw new ArgumentException($"A step may hold {MaxTicksPerStep} ticks, there is room for {into.Length}.", nameof(into));
        }

        ScriptedMarket script = _options.At((_now - _start) / 1e6);
        RateFactor = script.RateFactor;
        MoveMarket(script);
        _owed = Math.Min(_owed + (_options.TicksPerSecond * script.RateFactor * _stepMicroseconds / 1e6), MaxTicksPerStep);
        int count = (int)_owed;
        _owed -= count;
        for (int i = 0; i < count; i++)
        {
            long at = _now + (_stepMicroseconds * i / count);
            into[i] = Choose().Next(at, NextId());
        }

        _now += _stepMicroseconds;
        Steps++;
        return count;
    }

    /// <summary>Lets market time pass without a tick or a move: the venue stood still while its host slept.</summary>
    public void Halt(TimeSpan duration) => _now += (long)duration.TotalMicroseconds;

    private void MoveMarket(ScriptedMarket script)
    {
        double seconds = _stepMicroseconds / 1e6;
        double common = _market.NextGaussian();
        double jump = _market.NextUnit() < JumpsPerYear * seconds / (365.0 * 86_400) ? -0.0005 + (0.003 * _market.NextGaussian()) : 0;
        foreach (SimulatedProduct product in _products)
        {
            double spotShock = (0.85 * common) + (Math.Sqrt(1 - (0.85 * 0.85)) * _market.NextGaussian());
            ScriptedMarket own = script with { DriftPerSecond = script.DriftPerSecond * product.Beta };
            product.Model.Step(seconds, own, spotShock, _market.NextGaussian(), jump * product.Beta);
            product.MoveTo(_now);
        }
    }

    private SimulatedProduct Choose()
    {
        double point = _market.NextUnit();
        int i = 0;
        while (i < _products.Length - 1 && (point -= _shares[i]) >= 0)
        {
            i++;
        }

        return _products[i];
    }

    private ulong NextId()
    {
        ulong id = SeededRandom.Mix(_idBase + ++_count);
        return id == 0 ? 1 : id;
    }

    private static ProductSpec Find(ProductCatalogue catalogue, ProductId id)
    {
        ProductSpec spec = catalogue.Find(id) ?? throw new ArgumentException($"The simulator knows no product '{id}'; the catalogue has {string.Join(", ", catalogue.Products.Select(product => product.Id))}.");
        return spec.Settlement == Settlement.Inverse ? throw new ArgumentException($"The simulator makes options priced in currency; those of {id} are priced in the coin.") : spec;
    }
}
