using BenchmarkDotNet.Attributes;
using TradingAnalytics.Analytics.ImpliedVolatility;
using TradingAnalytics.Analytics.Pricing;

namespace TradingAnalytics.Kernels;

/// <summary>All legs of an expiry in one pass, as ratios to one exponential and one logarithm. Per leg where it says so, else for the chain of 400 legs.</summary>
[MemoryDiagnoser]
public class BatchBenchmarks
{
    private const int Legs = ChainSample.Legs;
    private const int GreekCount = 16;
    private readonly ChainSample _chain = new();
    private readonly double[] _volatilities = new double[Legs];
    private readonly VolatilityStatus[] _statuses = new VolatilityStatus[Legs];
    private readonly double[][] _columns = [.. Enumerable.Range(0, GreekCount).Select(_ => new double[Legs])];

    [GlobalSetup]
    public void SetUp() => Solve();

    [Benchmark(Baseline = true, OperationsPerInvoke = Legs, Description = "Math.Exp + Math.Log")]
    public double ExpLog()
    {
        double sum = 0;
        foreach (double strike in _chain.StrikePrices)
        {
            sum += Math.Exp(strike * 1e-5) + Math.Log(strike);
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Legs, Description = "Implied volatility, per leg")]
    public void ImpliedVolatility() => Solve();

    [Benchmark(OperationsPerInvoke = Legs, Description = "First-order Greeks and gamma, per leg")]
    public void FirstOrder() => ComputeFirstOrder();

    [Benchmark(OperationsPerInvoke = Legs, Description = "All 16 Greeks, per leg")]
    public void AllGreeks() => ComputeAll();

    [Benchmark(Description = "Chain of 400 legs: volatilities, first-order Greeks and gamma")]
    public void ChainFirstOrder()
    {
        Solve();
        ComputeFirstOrder();
    }

    [Benchmark(Description = "Chain of 400 legs: volatilities and all 16 Greeks")]
    public void ChainAllGreeks()
    {
        Solve();
        ComputeAll();
    }

    private void Solve() => BlackVolatilityBatch.Solve(
        ChainSample.Forward, ChainSample.Years, ChainSample.DiscountFactor, _chain.Rights, _chain.StrikePrices, _chain.Prices, _volatilities, _statuses);

    private void ComputeFirstOrder() => Compute(new GreekColumns
    {
        Delta = _columns[1],
        Gamma = _columns[2],
        Vega = _columns[3],
        Theta = _columns[4],
        Rho = _columns[5],
    });

    private void ComputeAll() => Compute(new GreekColumns
    {
        Price = _columns[0],
        Delta = _columns[1],
        Gamma = _columns[2],
        Vega = _columns[3],
        Theta = _columns[4],
        Rho = _columns[5],
        Vanna = _columns[6],
        Charm = _columns[7],
        Volga = _columns[8],
        Veta = _columns[9],
        Speed = _columns[10],
        Zomma = _columns[11],
        Color = _columns[12],
        Ultima = _columns[13],
        DualDelta = _columns[14],
        DualGamma = _columns[15],
    });

    private void Compute(in GreekColumns columns) => BlackGreeksBatch.Compute(
        ChainSample.Forward,
        ChainSample.Years,
        ChainSample.DiscountFactor,
        ChainSample.Rate,
        _chain.Rights,
        _chain.StrikePrices,
        _volatilities,
        columns);
}
