namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>
/// Fits a raw SVI slice to total variances: the best of a few quasi-explicit starts (<see cref="SviStart"/>), then Levenberg and Marquardt's descent with analytic derivatives in
/// coordinates where every point is a sound slice (<see cref="SviPoint"/>). Deterministic, always ends; buffers are kept per thread, so that nothing is allocated.
/// </summary>
public static class SviCalibration
{
    private const int Iterations = 60;
    private const double Tolerance = 1e-9;
    private const int PenaltyRounds = 3;
    private const int ClosingRounds = 4;

    [ThreadStatic]
    private static SviSystem? _system;

    [ThreadStatic]
    private static SviSearch? _search;

    /// <summary>
    /// The best slice within Lee's bound, whatever its butterfly certificate says. Needs five points or more for all parameters to be determined;
    /// with fewer the search still ends, at one of the slices through the points.
    /// </summary>
    /// <param name="logMoneyness">k = ln(K/F), any order.</param>
    /// <param name="totalVariance">σ²T at each k, &gt; 0.</param>
    /// <param name="weights">Weight of each squared error, ≥ 0; for errors in volatility use (vega/spread)² scaled by the variance; empty for equal.</param>
    public static SviFit Fit(ReadOnlySpan<double> logMoneyness, ReadOnlySpan<double> totalVariance, ReadOnlySpan<double> weights)
    {
        Span<double> x = stackalloc double[SviPoint.Dimensions];
        double cost = Free(logMoneyness, totalVariance, weights, x);
        return Answer(new SviPoint(x).Parameters, cost);
    }

    /// <summary>The slice of <see cref="Fit"/> alone, without its certificate: for fits on the way to another.</summary>
    /// <param name="logMoneyness">k = ln(K/F), any order.</param>
    /// <param name="totalVariance">σ²T at each k, &gt; 0.</param>
    /// <param name="weights">Weight of each squared error, ≥ 0; empty for equal.</param>
    public static SviParameters FitSlice(ReadOnlySpan<double> logMoneyness, ReadOnlySpan<double> totalVariance, ReadOnlySpan<double> weights)
    {
        Span<double> x = stackalloc double[SviPoint.Dimensions];
        Free(logMoneyness, totalVariance, weights, x);
        return new SviPoint(x).Parameters;
    }

    /// <summary>
    /// The best slice without butterfly arbitrage. When the best fit has some, the fit goes on with g below zero penalised more and more heavily, at a grid over the whole line and wherever the
    /// certificate finds g least; what is then still missing is closed by <see cref="Repair"/>.
    /// </summary>
    public static SviFit FitWithoutArbitrage(
        ReadOnlySpan<double> logMoneyness, ReadOnlySpan<double> totalVariance, ReadOnlySpan<double> weights, double timeToExpiryYears)
    {
        Span<double> x = stackalloc double[SviPoint.Dimensions];
        double cost = Free(logMoneyness, totalVariance, weights, x);
        var free = Answer(new SviPoint(x).Parameters, cost);
        if (free.Butterfly.IsFree)
        {
            return free;
        }

        var system = _system!;
        double scale = Math.Max(cost, system.Scale);
        var certificate = free.Butterfly;
        double penalty = 100;

        // The free fit of a smile that is nearly a parabola lies far out, where the penalty has other valleys: begin where the penalised problem is best.
        system.ButterflyPenalty = 1e4 * scale;
        system.LayGrid(x);
        Span<double> start = stackalloc double[SviPoint.Dimensions];
        system.Start(0, start);
        if (_search!.Cost(system, start) < _search.Cost(system, x))
        {
            start.CopyTo(x);
        }

        for (int round = 0; round < PenaltyRounds + ClosingRounds; round++)
        {
            system.ButterflyPenalty = penalty * scale;
            system.LayGrid(x);
            system.Watch(0, certificate.At);
            _search!.Run(system, x, Iterations, round < PenaltyRounds - 1 ? 1e-3 : 1e-6);
            certificate = ButterflyCertificate.Of(new SviPoint(x).Parameters);
            if (round >= PenaltyRounds - 1 && certificate.IsFree)
            {
                break;
            }

            if (round < PenaltyRounds - 1)
            {
                penalty *= 100;
            }
            else
            {
                system.WidenMargins();
            }
        }

        var slice = new SviPoint(x).Parameters;
        if (!certificate.IsFree)
        {
            slice = Repair(slice, timeToExpiryYears);
            certificate = ButterflyCertificate.Of(slice);
        }

        return new(slice, RootMeanSquare(SumOfSquares(slice, logMoneyness, totalVariance, weights)), certificate, Repaired: true);
    }

    /// <summary>
    /// The first slice without arbitrage on the way from one that has some to the one that keeps its variance, skew and put wing at the money and
    /// takes Gatheral and Jacquier's c′ = p + 2ψ, ṽ′ = v·4pc′/(p + c′)² (their section 5.1); if that has arbitrage too, its wings are closed until it
    /// has none. Needs no quotes, only positive variance at the money.
    /// </summary>
    public static SviParameters Repair(SviParameters slice, double timeToExpiryYears)
    {
        var origin = SviJumpWings.FromParameters(slice, timeToExpiryYears);
        double c = Math.Max(0, origin.PutSlope + (2 * origin.AtmSkew));
        double sum = origin.PutSlope + c;
        var target = origin with
        {
            CallSlope = c,
            MinimumVariance = sum > 0 ? Math.Clamp(origin.AtmVariance * 4 * origin.PutSlope * c / (sum * sum), 0, origin.AtmVariance) : origin.AtmVariance,
        };
        if (!IsFree(target.ToParameters(timeToExpiryYears)))
        {
            return CloseWings(target.ToParameters(timeToExpiryYears));
        }

        double bad = 0;
        double good = 1;
        for (int i = 0; i < 40; i++)
        {
            double part = 0.5 * (bad + good);
            if (IsFree(Between(origin, target, part).ToParameters(timeToExpiryYears)))
            {
                good = part;
            }
            else
            {
                bad = part;
            }
        }

        return Between(origin, target, good).ToParameters(timeToExpiryYears);
    }

    /// <summary>The free fit: a start, then the descent from it. Leaves the system holding the slice.</summary>
    private static double Free(ReadOnlySpan<double> logMoneyness, ReadOnlySpan<double> totalVariance, ReadOnlySpan<double> weights, Span<double> x)
    {
        if (logMoneyness.Length == 0 || logMoneyness.Length != totalVariance.Length || (weights.Length != 0 && weights.Length != logMoneyness.Length))
        {
            throw new ArgumentException("A slice needs points: one total variance (and weight, if any) per log-moneyness.");
        }

        var system = _system ??= new SviSystem();
        var search = _search ??= new SviSearch();
        system.Clear();
        system.Add(logMoneyness, totalVariance, weights);
        system.Start(0, x);
        return search.Run(system, x, Iterations, Tolerance);
    }

    private static SviFit Answer(SviParameters slice, double sumOfSquares) => new(slice, RootMeanSquare(sumOfSquares), ButterflyCertificate.Of(slice), Repaired: false);

    private static double RootMeanSquare(double sumOfSquares) => Math.Sqrt(sumOfSquares / _system!.TotalWeight);

    private static double SumOfSquares(SviParameters slice, ReadOnlySpan<double> logMoneyness, ReadOnlySpan<double> totalVariance, ReadOnlySpan<double> weights)
    {
        double sum = 0;
        for (int i = 0; i < logMoneyness.Length; i++)
        {
            double error = slice.TotalVariance(logMoneyness[i]) - totalVariance[i];
            sum += (weights.IsEmpty ? 1 : weights[i]) * error * error;
        }

        return sum;
    }

    private static bool IsFree(SviParameters slice) => ButterflyCertificate.Of(slice).IsFree;

    private static SviJumpWings Between(SviJumpWings origin, SviJumpWings to, double part) => origin with
    {
        CallSlope = origin.CallSlope + (part * (to.CallSlope - origin.CallSlope)),
        MinimumVariance = origin.MinimumVariance + (part * (to.MinimumVariance - origin.MinimumVariance)),
    };

    /// <summary>Scales the smile about its value at the money; a flat one has g = 1.</summary>
    private static SviParameters CloseWings(SviParameters slice)
    {
        double atTheMoney = Math.Max(slice.TotalVariance(0), 1e-12);
        if (IsFree(slice))
        {
            return slice;
        }

        double good = 0;
        double bad = 1;
        for (int i = 0; i < 40; i++)
        {
            double part = 0.5 * (good + bad);
            if (IsFree(Scaled(slice, atTheMoney, part)))
            {
                good = part;
            }
            else
            {
                bad = part;
            }
        }

        return Scaled(slice, atTheMoney, good);
    }

    private static SviParameters Scaled(SviParameters slice, double atTheMoney, double part) =>
        slice with { A = atTheMoney - (part * (slice.TotalVariance(0) - slice.A)), B = part * slice.B };
}
