using BenchmarkDotNet.Attributes;
using TradingAnalytics.Analytics;
using TradingAnalytics.Analytics.Pricing;
using TradingAnalytics.Analytics.Surfaces;
using TradingAnalytics.Engine.Surfaces;
using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.Kernels;

/// <summary>Slices and surfaces: 35 strikes of an index a month from expiry, prices to the tick.</summary>
[MemoryDiagnoser]
public class SurfaceBenchmarks
{
    private const int Points = 35;
    private const int Samples = 1_024;
    private const double Time = 30 / 365.0;
    private readonly OptionSample[] _options = OptionSample.Draw(Samples, seed: 3);
    private readonly double[] _k = new double[Points];
    private readonly double[] _w = new double[Points];
    private readonly double[] _wild = new double[Points];
    private readonly SmileQuote[] _quotes = new SmileQuote[2 * Points];
    private readonly SurfaceSlice[] _slices = new SurfaceSlice[4];
    private readonly SviParameters[] _surface = new SviParameters[4];
    private readonly SurfaceCalibration _calibration = new();
    private readonly ChainSmile _smile = new(ProductCatalogue.Load().Find("NIFTY")!);
    private SviParameters _slice;

    [GlobalSetup]
    public void SetUp()
    {
        _slice = new SviParameters(0.0009, 0.012, -0.35, 0.005, 0.04);
        var random = new Random(4);
        for (int i = 0; i < Points; i++)
        {
            double strike = 24_000 + (100 * (i - (Points / 2)));
            _k[i] = Math.Log(strike / 24_010);
            _w[i] = _slice.TotalVariance(_k[i]) * (1 + (0.004 * (random.NextDouble() - 0.5)));
            _wild[i] = _w[i] + (0.08 * _k[i] * _k[i]) + (2 * Math.Pow(_k[i], 4));
            for (OptionRight right = OptionRight.Call; right <= OptionRight.Put; right++)
            {
                double price = Black76.Price(right, 24_010, strike, Time, 1, Math.Sqrt(_w[i] / Time));
                _quotes[(2 * i) + (int)right] = new SmileQuote(strike, right, Math.Floor(price * 20) / 20, Math.Ceiling((price * 20) + 1) / 20, double.NaN, 0);
            }
        }

        for (int i = 0; i < _slices.Length; i++)
        {
            // Wings that cross the next slice's.
            _slices[i] = new SurfaceSlice(Time * (i + 1), new SviParameters(0.0009 * (i + 1), 0.012 + (0.004 * (i % 2)), -0.35, 0.005, 0.04), -0.1, 0.1, 0.005);
        }
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

    [Benchmark(Description = "SVI slice with certificate, 35 points")]
    public SviFit Fit() => SviCalibration.FitWithoutArbitrage(_k, _w, [], Time);

    [Benchmark(Description = "SVI slice with arbitrage to remove, 35 points")]
    public SviFit FitWild() => SviCalibration.FitWithoutArbitrage(_k, _wild, [], Time);

    [Benchmark(Description = "Smile of 70 quoted legs: points, fit, certificate")]
    public SmileFit Smile() => _smile.Fit(_quotes, 24_010, Time, 1, 0.05);

    [Benchmark(Description = "Butterfly certificate")]
    public ButterflyCertificate Certificate() => ButterflyCertificate.Of(_slice);

    [Benchmark(Description = "Surface of 4 crossing slices made free of arbitrage")]
    public SurfaceCertificate Surface() => _calibration.Fit(_slices, _surface);
}
