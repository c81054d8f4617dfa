namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>
/// Fits a raw SVI slice to total variances. Quasi-explicit (S. De Marco and C. Martini, Zeliade white paper, 2009): given m and σ, the model is linear
/// in (a, d = ρbσ, c = bσ) and the constrained least squares have a closed solution; only m and ln σ are searched, from the best point of a fixed grid,
/// by Nelder and Mead's simplex. Deterministic, always ends, allocates nothing.
/// </summary>
public static class SviCalibration
{
    private const int Iterations = 160;
    private const double Tolerance = 1e-10;

    /// <summary>
    /// The best slice within Lee's bound, whatever its butterfly certificate says. Needs five points or more for all parameters to be determined;
    /// with fewer the search still ends, at one of the slices through the points.
    /// </summary>
    /// <param name="logMoneyness">k = ln(K/F), any order.</param>
    /// <param name="totalVariance">σ²T at each k, &gt; 0.</param>
    /// <param name="weights">Weight of each squared error, ≥ 0; for errors in volatility use (vega/spread)² scaled by the variance; empty for equal.</param>
    public static SviFit Fit(ReadOnlySpan<double> logMoneyness, ReadOnlySpan<double> totalVariance, ReadOnlySpan<double> weights)
    {
        if (logMoneyness.Length == 0 || logMoneyness.Length != totalVariance.Length || (weights.Length != 0 && weights.Length != logMoneyness.Length))
        {
            throw new ArgumentException("A slice needs points: one total variance (and weight, if any) per log-moneyness.");
        }

        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        foreach (double k in logMoneyness)
        {
            low = Math.Min(low, k);
            high = Math.Max(high, k);
        }

        double range = Math.Max(high - low, 1e-4);
        var problem = new SviLeastSquares(logMoneyness, totalVariance, weights, low - range, high + range, range);
        double bestM = 0;
        double bestLogSigma = 0;
        double best = double.PositiveInfinity;
        for (int i = 0; i <= 6; i++)
        {
            for (int j = 0; j <= 5; j++)
            {
                double m = low + (range * i / 6);
                double logSigma = Math.Log(range * 0.01) + (j * 1.2);
                double error = problem.Error(m, logSigma);
                if (error < best)
                {
                    (best, bestM, bestLogSigma) = (error, m, logSigma);
                }
            }
        }

        (bestM, bestLogSigma) = Simplex(problem, bestM, bestLogSigma, range);
        (bestM, bestLogSigma) = Simplex(problem, bestM, bestLogSigma, 0.1 * range);
        var slice = problem.Slice(bestM, bestLogSigma, out double residual);
        return new(slice, Math.Sqrt(Math.Max(0, residual) / problem.TotalWeight), ButterflyCertificate.Of(slice), Repaired: false);
    }

    /// <summary>
    /// The best slice without butterfly arbitrage. When the best fit has some, the fit is searched again with arbitrage penalised
    /// (<see cref="SviConstrainedSearch"/>), and the closer of its answer and of <see cref="Repair"/> is taken.
    /// </summary>
    public static SviFit FitWithoutArbitrage(
        ReadOnlySpan<double> logMoneyness, ReadOnlySpan<double> totalVariance, ReadOnlySpan<double> weights, double timeToExpiryYears)
    {
        var fit = Fit(logMoneyness, totalVariance, weights);
        if (fit.Butterfly.IsFree)
        {
            return fit;
        }

        var repaired = Repair(fit.Slice, timeToExpiryYears);
        var best = repaired;
        double error = RootMeanSquare(repaired, logMoneyness, totalVariance, weights);
        for (int i = 0; i < 2; i++)
        {
            // From the free fit and from its repair: the penalised problem has more than one valley.
            var searched = CloseWings(SviConstrainedSearch.Run(i == 0 ? fit.Slice : repaired, logMoneyness, totalVariance, weights));
            double found = RootMeanSquare(searched, logMoneyness, totalVariance, weights);
            if (found < error)
            {
                (best, error) = (searched, found);
            }
        }

        return new(best, error, ButterflyCertificate.Of(best), Repaired: true);
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

    internal static double RootMeanSquare(
        SviParameters slice, ReadOnlySpan<double> logMoneyness, ReadOnlySpan<double> totalVariance, ReadOnlySpan<double> weights)
    {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < logMoneyness.Length; i++)
        {
            double weight = weights.Length == 0 ? 1 : weights[i];
            double error = slice.TotalVariance(logMoneyness[i]) - totalVariance[i];
            sum += weight * error * error;
            total += weight;
        }

        return Math.Sqrt(sum / total);
    }

    /// <summary>J. A. Nelder and R. Mead, Computer Journal 7 (1965), in two dimensions.</summary>
    private static (double M, double LogSigma) Simplex(in SviLeastSquares problem, double m, double logSigma, double range)
    {
        var best = Vertex.At(problem, m, logSigma);
        var middle = Vertex.At(problem, m + (0.1 * range), logSigma);
        var worst = Vertex.At(problem, m, logSigma + 0.4);
        for (int i = 0; i < Iterations; i++)
        {
            if (middle.Error < best.Error)
            {
                (best, middle) = (middle, best);
            }

            if (worst.Error < middle.Error)
            {
                (middle, worst) = (worst, middle);
            }

            if (middle.Error < best.Error)
            {
                (best, middle) = (middle, best);
            }

            if (Math.Abs(worst.M - best.M) + Math.Abs(middle.M - best.M) < Tolerance * range
                && Math.Abs(worst.LogSigma - best.LogSigma) + Math.Abs(middle.LogSigma - best.LogSigma) < Tolerance)
            {
                break;
            }

            double centreM = 0.5 * (best.M + middle.M);
            double centreSigma = 0.5 * (best.LogSigma + middle.LogSigma);
            var reflected = Vertex.At(problem, (2 * centreM) - worst.M, (2 * centreSigma) - worst.LogSigma);
            if (reflected.Error < best.Error)
            {
                var expanded = Vertex.At(problem, (3 * centreM) - (2 * worst.M), (3 * centreSigma) - (2 * worst.LogSigma));
                worst = expanded.Error < reflected.Error ? expanded : reflected;
            }
            else if (reflected.Error < middle.Error)
            {
                worst = reflected;
            }
            else
            {
                var toward = reflected.Error < worst.Error ? reflected : worst;
                var contracted = Vertex.At(problem, 0.5 * (centreM + toward.M), 0.5 * (centreSigma + toward.LogSigma));
                if (contracted.Error < toward.Error)
                {
                    worst = contracted;
                }
                else
                {
                    middle = Vertex.At(problem, 0.5 * (best.M + middle.M), 0.5 * (best.LogSigma + middle.LogSigma));
                    worst = Vertex.At(problem, 0.5 * (best.M + worst.M), 0.5 * (best.LogSigma + worst.LogSigma));
                }
            }
        }

        return best.Error <= middle.Error ? (best.M, best.LogSigma) : (middle.M, middle.LogSigma);
    }

    private readonly record struct Vertex(double M, double LogSigma, double Error)
    {
        public static Vertex At(in SviLeastSquares problem, double m, double logSigma) => new(m, logSigma, problem.Error(m, logSigma));
    }
}
