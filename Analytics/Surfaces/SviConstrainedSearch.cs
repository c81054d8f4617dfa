namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>
/// The least squares of a slice with butterfly arbitrage penalised, by Nelder and Mead's simplex over (ln w_min, ln b, artanh ρ, m, ln σ), in which
/// every point is a sound slice. Run only where the free fit has arbitrage; deterministic, always ends, allocates nothing.
/// </summary>
internal static class SviConstrainedSearch
{
    private const int Dimensions = 5;
    private const int Vertices = Dimensions + 1;
    private const int Rounds = 5;
    private const int Steps = 300;
    private const int GridPoints = 20;

    /// <summary>g is asked to stay this far above zero, so that what the grid misses is small.</summary>
    private const double Margin = 1e-3;

    public static SviParameters Run(
        SviParameters start, ReadOnlySpan<double> logMoneyness, ReadOnlySpan<double> totalVariance, ReadOnlySpan<double> weights)
    {
        double level = 0;
        foreach (double w in totalVariance)
        {
            level += w / totalVariance.Length;
        }

        Span<double> best = stackalloc double[Dimensions];
        best[0] = Math.Log(Math.Max(start.MinimumTotalVariance, 0.01 * level));
        best[1] = Math.Log(Math.Max(start.B, 1e-3 * level));
        best[2] = Math.Atanh(Math.Clamp(start.Rho, -0.98, 0.98));
        best[3] = start.M;
        best[4] = Math.Log(Math.Max(start.Sigma, Math.Sqrt(level) * 0.05));
        double step = 0.3;
        for (int round = 0; round < Rounds; round++, step *= 0.6)
        {
            Simplex(best, step, Math.Sqrt(level), level, logMoneyness, totalVariance, weights);
        }

        return Slice(best);
    }

    private static void Simplex(
        Span<double> best,
        double step,
        double width,
        double level,
        ReadOnlySpan<double> logMoneyness,
        ReadOnlySpan<double> totalVariance,
        ReadOnlySpan<double> weights)
    {
        Span<double> points = stackalloc double[Vertices * Dimensions];
        Span<double> errors = stackalloc double[Vertices];
        Span<double> centre = stackalloc double[Dimensions];
        Span<double> trial = stackalloc double[Dimensions];
        Span<double> further = stackalloc double[Dimensions];
        for (int v = 0; v < Vertices; v++)
        {
            var point = points.Slice(v * Dimensions, Dimensions);
            best.CopyTo(point);
            if (v > 0)
            {
                point[v - 1] += v == 4 ? step * width : step;
            }

            errors[v] = Objective(point, level, logMoneyness, totalVariance, weights);
        }

        for (int i = 0; i < Steps; i++)
        {
            int worst = 0;
            int least = 0;
            for (int v = 1; v < Vertices; v++)
            {
                worst = errors[v] > errors[worst] ? v : worst;
                least = errors[v] < errors[least] ? v : least;
            }

            if (errors[worst] - errors[least] <= 1e-12 * errors[least])
            {
                break;
            }

            centre.Clear();
            double second = double.NegativeInfinity;
            for (int v = 0; v < Vertices; v++)
            {
                if (v == worst)
                {
                    continue;
                }

                second = Math.Max(second, errors[v]);
                for (int d = 0; d < Dimensions; d++)
                {
                    centre[d] += points[(v * Dimensions) + d] / Dimensions;
                }
            }

            var bad = points.Slice(worst * Dimensions, Dimensions);
            Blend(centre, bad, -1, trial);
            double error = Objective(trial, level, logMoneyness, totalVariance, weights);
            if (error < errors[least])
            {
                Blend(centre, bad, -2, further);
                double far = Objective(further, level, logMoneyness, totalVariance, weights);
                (far < error ? further : trial).CopyTo(bad);
                errors[worst] = Math.Min(far, error);
                continue;
            }

            if (error < second)
            {
                trial.CopyTo(bad);
                errors[worst] = error;
                continue;
            }

            Blend(centre, bad, error < errors[worst] ? -0.5 : 0.5, further);
            double near = Objective(further, level, logMoneyness, totalVariance, weights);
            if (near < Math.Min(error, errors[worst]))
            {
                further.CopyTo(bad);
                errors[worst] = near;
                continue;
            }

            for (int v = 0; v < Vertices; v++)
            {
                if (v != least)
                {
                    var point = points.Slice(v * Dimensions, Dimensions);
                    Blend(points.Slice(least * Dimensions, Dimensions), point, 0.5, point);
                    errors[v] = Objective(point, level, logMoneyness, totalVariance, weights);
                }
            }
        }

        int winner = 0;
        for (int v = 1; v < Vertices; v++)
        {
            winner = errors[v] < errors[winner] ? v : winner;
        }

        points.Slice(winner * Dimensions, Dimensions).CopyTo(best);
    }

    private static void Blend(ReadOnlySpan<double> centre, ReadOnlySpan<double> point, double part, Span<double> result)
    {
        for (int d = 0; d < Dimensions; d++)
        {
            result[d] = centre[d] + (part * (point[d] - centre[d]));
        }
    }

    private static SviParameters Slice(ReadOnlySpan<double> point)
    {
        double b = Math.Exp(point[1]);
        double rho = Math.Tanh(point[2]);
        double sigma = Math.Exp(point[4]);
        return new(Math.Exp(point[0]) - (b * sigma * Math.Sqrt(1 - (rho * rho))), b, rho, point[3], sigma);
    }

    /// <summary>Mean squared error relative to the level of variance, plus what arbitrage costs.</summary>
    private static double Objective(
        ReadOnlySpan<double> point,
        double level,
        ReadOnlySpan<double> logMoneyness,
        ReadOnlySpan<double> totalVariance,
        ReadOnlySpan<double> weights)
    {
        var slice = Slice(point);
        double error = SviCalibration.RootMeanSquare(slice, logMoneyness, totalVariance, weights) / level;
        double atTheMoney = slice.TotalVariance(0);
        if (!double.IsFinite(error) || !(atTheMoney > 0))
        {
            return double.PositiveInfinity;
        }

        double least = 0.25 - (slice.B * slice.B * (1 + Math.Abs(slice.Rho)) * (1 + Math.Abs(slice.Rho)) / 16);
        double scale = Math.Sqrt(atTheMoney);
        for (int i = -GridPoints; i <= GridPoints; i++)
        {
            double reach = Math.Sinh(5.0 * i / GridPoints);
            least = Math.Min(least, Math.Min(slice.Durrleman(slice.M + (slice.Sigma * reach)), slice.Durrleman(scale * reach)));
        }

        double broken = Math.Max(0, Margin - least);
        return (error * error) + broken + (10 * broken * broken);
    }
}
