using BenchmarkDotNet.Attributes;
using TradingAnalytics.Analytics;
using TradingAnalytics.Analytics.Pricing;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Exposures;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.VolatilityIndex;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Kernels;

/// <summary>A chain of 400 legs (200 strikes) made current: forward, every volatility and Greek, sums, max pain.</summary>
[MemoryDiagnoser]
public class ChainBenchmarks
{
    private const int Samples = 200;
    private const int Strikes = 200;
    private static readonly Expiry Expiry = Expiry.On(2026, 8, 25);
    private readonly OptionSample[] _options = OptionSample.Draw(Samples, seed: 2);
    private readonly Tick[] _spot = new Tick[1];
    private readonly ChainExposureRule _exposures = new();
    private ChainVarianceRule _cboe = null!;
    private ChainVarianceRule _india = null!;
    private ChainBook _chain = null!;
    private LiveTable _table = null!;
    private long _now;

    [GlobalSetup]
    public void SetUp()
    {
        ProductSpec product = ProductCatalogue.Load().Find("NIFTY")!;
        _chain = new ChainBook(product, Expiry, ChainOptions.Default);
        _table = new LiveTable(ChainSchema.Table, 1);
        _cboe = new ChainVarianceRule(product, Expiry, VolatilityIndexOptions.Default);
        _india = new ChainVarianceRule(product, Expiry, new VolatilityIndexOptions { Method = IndexMethod.India });
        var start = new DateTimeOffset(2026, 8, 17, 4, 0, 0, TimeSpan.Zero);
        _now = Tick.MicrosecondsOf(start);
        double years = product.TimeToExpiryYears(Expiry, start);
        var legs = new List<Tick>();
        for (int i = 0; i < Strikes; i++)
        {
            double strike = 24_000 + (50 * (i - (Strikes / 2)));
            for (OptionRight right = OptionRight.Call; right <= OptionRight.Put; right++)
            {
                double price = Black76.Price(right, 24_010, strike, years, Math.Exp(-0.065 * years), 0.13 + (0.4 * Math.Abs((strike / 24_010) - 1)));
                legs.Add(new Tick
                {
                    UnixMicroseconds = _now,
                    Product = product.Id,
                    Kind = TickKind.Leg,
                    Expiry = Expiry,
                    Strike = strike,
                    Right = right,
                    Fields = TickFields.All,
                    Bid = Math.Floor(price * 20) / 20,
                    Ask = Math.Ceiling((price * 20) + 1) / 20,
                    Last = Math.Ceiling(price * 20) / 20,
                    Volume = 65 * (100 + i),
                    OpenInterest = 65 * (1_000 + i),
                });
            }
        }

        _chain.Apply(legs.ToArray());
        Spot();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Samples, Description = "Math.Exp + Math.Log")]
    public double ExpLog()
    {
        double sum = 0;
        foreach (ref readonly OptionSample option in _options.AsSpan())
        {
            sum += Math.Exp(option.Volatility) + Math.Log(option.Strike);
        }

        return sum;
    }

    [Benchmark(Description = "Revalue 400 legs")]
    public void Revalue()
    {
        Spot();
        _chain.Revalue();
    }

    [Benchmark(Description = "Revalue and publish 400 legs")]
    public LiveUpdate? Publish()
    {
        Spot();
        _chain.Publish(_table);
        return _table.Commit();
    }

    [Benchmark(Description = "Exposures and gamma profile of 400 legs")]
    public double Exposures()
    {
        _chain.Expose(_exposures);
        return _exposures.Sums.FlipMove;
    }

    [Benchmark(Description = "Variance of a term by Cboe's strip, 400 legs")]
    public double Cboe() => _chain.Variance(_cboe).Term.Variance;

    [Benchmark(Description = "Variance of a term by India's strip, 400 legs")]
    public double India() => _chain.Variance(_india).Term.Variance;

    private void Spot()
    {
        _now += 100_000;
        _spot[0] = new Tick { UnixMicroseconds = _now, Product = "NIFTY", Kind = TickKind.Underlying, Fields = TickFields.Last, Last = 24_000 + (_now / 100_000 % 20) };
        _chain.Apply(_spot);
    }
}
