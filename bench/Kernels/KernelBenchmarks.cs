using BenchmarkDotNet.Attributes;
using TradingAnalytics.Analytics;
using TradingAnalytics.Analytics.Chains;
using TradingAnalytics.Analytics.ImpliedVolatility;
using TradingAnalytics.Analytics.Parity;
using TradingAnalytics.Analytics.Pricing;

namespace TradingAnalytics.Kernels;

/// <summary>The mathematics of one tick, as ratios to one exponential and one logarithm, so that figures of different machines can be compared.</summary>
[MemoryDiagnoser]
public class KernelBenchmarks
{
    private const int Samples = 1_024;
    private const int Strikes = 200;
    private readonly OptionSample[] _options = OptionSample.Draw(Samples, seed: 1);
    private readonly double[] _strikes = [.. Enumerable.Range(0, 25).Select(i => 23_400 + (50.0 * i))];
    private readonly double[] _calls = new double[25];
    private readonly double[] _puts = new double[25];
    private readonly MaxPainTracker _maxPain = new();
    private int _turn;

    [GlobalSetup]
    public void SetUp()
    {
        for (int i = 0; i < _strikes.Length; i++)
        {
            _calls[i] = Math.Round(20 * Black76.Price(OptionRight.Call, 24_010, _strikes[i], 7 / 365.0, 0.9988, 0.13)) / 20;
            _puts[i] = Math.Round(20 * Black76.Price(OptionRight.Put, 24_010, _strikes[i], 7 / 365.0, 0.9988, 0.13)) / 20;
        }

        for (int i = 0; i < Strikes; i++)
        {
            _maxPain.Set(19_000 + (50 * i), OptionRight.Call, 65 * (1_000 + i));
            _maxPain.Set(19_000 + (50 * i), OptionRight.Put, 65 * (1_200 - i));
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

    [Benchmark(OperationsPerInvoke = Samples, Description = "Black-76 implied volatility")]
    public double ImpliedVolatility()
    {
        double sum = 0;
        foreach (ref readonly OptionSample option in _options.AsSpan())
        {
            sum += ImpliedVolatilitySolver.Black(option.Right, option.Forward, option.Strike, option.Years, option.DiscountFactor, option.Price).Value;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Samples, Description = "Black-76 price")]
    public double Price()
    {
        double sum = 0;
        foreach (ref readonly OptionSample option in _options.AsSpan())
        {
            sum += Black76.Price(option.Right, option.Forward, option.Strike, option.Years, option.DiscountFactor, option.Volatility);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Samples, Description = "First-order Greeks and gamma")]
    public double FirstOrderGreeks()
    {
        double sum = 0;
        foreach (ref readonly OptionSample option in _options.AsSpan())
        {
            sum += Black76.FirstOrder(option.Right, option.Forward, option.Strike, option.Years, option.DiscountFactor, option.Volatility).Theta;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Samples, Description = "All 16 Greeks")]
    public double AllGreeks()
    {
        double sum = 0;
        foreach (ref readonly OptionSample option in _options.AsSpan())
        {
            sum += Black76.Greeks(option.Right, option.Forward, option.Strike, option.Years, option.DiscountFactor, option.Volatility).Ultima;
        }

        return sum;
    }

    [Benchmark(Description = "Max pain after one change of open interest, 200 strikes")]
    public double MaxPain()
    {
        _turn = (_turn + 7) % Strikes;
        _maxPain.Set(19_000 + (50 * _turn), OptionRight.Call, 65 * (1_000 + ((_turn * 31) % 977)));
        _maxPain.TryFind(out double strike);
        return strike;
    }

    [Benchmark(Description = "Forward and discount factor by parity, 25 strikes")]
    public ParityResult Parity() => ParityFit.Fit(_strikes, _calls, _puts, [], 7 / 365.0, 0.065, ParityOptions.Default);
}
