namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>
/// Levenberg and Marquardt's descent on an <see cref="SviSystem"/>, within its bounds. Deterministic, always ends, never climbs. Keeps its buffers: allocates only when a
/// surface has more slices than any before.
/// </summary>
internal sealed class SviSearch
{
    private const int N = SviPoint.Dimensions;
    private const int Square = N * N;
    private const double FirstDamping = 1e-5;
    private const double GreatestDamping = 1e10;
    private const double LeastDamping = 1e-12;
    private const double LargestStep = 1.4;

    private double[] _blocks = [];
    private double[] _besides = [];
    private double[] _gradient = [];
    private double[] _trial = [];
    private double[] _trialBlocks = [];
    private double[] _trialBesides = [];
    private double[] _trialGradient = [];
    private double[] _factor = [];
    private double[] _carry = [];
    private double[] _step = [];

    /// <summary>Descends from x to the nearest valley; the cost there.</summary>
    /// <param name="system">What is minimised.</param>
    /// <param name="x">In: a start; out: the valley.</param>
    /// <param name="iterations">At most as many evaluations.</param>
    /// <param name="tolerance">Ends when a step promises less than this share of the cost.</param>
    public double Run(SviSystem system, Span<double> x, int iterations, double tolerance)
    {
        MakeRoom(system.Slices);
        int n = system.Slices * N;
        Clamp(x, system);
        double cost = system.Evaluate(x, _blocks.AsSpan(0, n * N), _besides.AsSpan(0, n * N), _gradient.AsSpan(0, n));
        double damping = FirstDamping;
        var low = system.Low;
        var high = system.High;
        for (int i = 1; i < iterations && damping <= GreatestDamping; i++)
        {
            if (!TryStep(system, x, damping))
            {
                damping *= 10;
                continue;
            }

            double promised = 0;
            var trial = _trial.AsSpan(0, n);
            for (int j = 0; j < n; j++)
            {
                // Logarithms by a factor of four, the vertex by three of its widths at most; the least variance is linear in the errors and may go anywhere.
                double width = (j % N) switch { 0 => 1e300, 3 => 2 * Math.Exp(x[j + 1]), _ => 1 };
                trial[j] = Math.Clamp(x[j] + Math.Clamp(_step[j], -LargestStep * width, LargestStep * width), low[j], high[j]);
                promised -= _gradient[j] * (trial[j] - x[j]);
            }

            if (!(promised > tolerance * (cost + (1e-12 * system.Scale))))
            {
                break;
            }

            double found = system.Evaluate(trial, _trialBlocks.AsSpan(0, n * N), _trialBesides.AsSpan(0, n * N), _trialGradient.AsSpan(0, n));
            if (found < cost)
            {
                bool done = cost - found <= tolerance * cost;
                trial.CopyTo(x);
                (cost, damping) = (found, Math.Max(LeastDamping, damping * (cost - found > 0.5 * promised ? 0.1 : 0.5)));
                (_blocks, _trialBlocks) = (_trialBlocks, _blocks);
                (_besides, _trialBesides) = (_trialBesides, _besides);
                (_gradient, _trialGradient) = (_trialGradient, _gradient);
                if (done)
                {
                    break;
                }
            }
            else
            {
                damping *= 8;
            }
        }

        return cost;
    }

    /// <summary>The cost at x, brought within the bounds.</summary>
    public double Cost(SviSystem system, Span<double> x)
    {
        MakeRoom(system.Slices);
        int n = system.Slices * N;
        Clamp(x, system);
        return system.Evaluate(x, _trialBlocks.AsSpan(0, n * N), _trialBesides.AsSpan(0, n * N), _trialGradient.AsSpan(0, n));
    }

    private static void Clamp(Span<double> x, SviSystem system)
    {
        for (int j = 0; j < x.Length; j++)
        {
            x[j] = Math.Clamp(x[j], system.Low[j], system.High[j]);
        }
    }

    /// <summary>Solves the damped block-tridiagonal equations; false when they are singular to rounding.</summary>
    private bool TryStep(SviSystem system, ReadOnlySpan<double> x, double damping)
    {
        int slices = system.Slices;
        if (slices == 1)
        {
            return SviEquations.TrySolve(_blocks, _gradient, Held(system, x), damping, _step);
        }

        int n = slices * N;
        var factor = _factor.AsSpan(0, slices * Square);
        var carry = _carry.AsSpan(0, slices * Square);
        var step = _step.AsSpan(0, n);
        Span<bool> held = stackalloc bool[2 * N];
        Span<double> original = stackalloc double[Square];
        _blocks.AsSpan(0, slices * Square).CopyTo(factor);
        _besides.AsSpan(0, slices * Square).CopyTo(carry);
        for (int j = 0; j < n; j++)
        {
            step[j] = -_gradient[j];
        }

        for (int i = 0; i < slices; i++)
        {
            var block = factor.Slice(i * Square, Square);
            var beside = carry.Slice(i * Square, Square);
            var side = step.Slice(i * N, N);
            Hold(system, x, i, held[..N]);
            bool last = i + 1 == slices;
            if (!last)
            {
                Hold(system, x, i + 1, held[N..]);
            }

            double greatest = 0;
            for (int r = 0; r < N; r++)
            {
                greatest = Math.Max(greatest, _blocks[(i * Square) + (r * (N + 1))]);
            }

            for (int r = 0; r < N; r++)
            {
                if (held[r])
                {
                    for (int c = 0; c < N; c++)
                    {
                        block[(r * N) + c] = block[(c * N) + r] = beside[(r * N) + c] = 0;
                    }

                    block[r * (N + 1)] = 1;
                    side[r] = 0;
                }
                else
                {
                    block[r * (N + 1)] += (damping * _blocks[(i * Square) + (r * (N + 1))]) + (SviEquations.Floor * greatest);
                }

                for (int c = 0; c < N && !last; c++)
                {
                    beside[(r * N) + c] = held[N + c] ? 0 : beside[(r * N) + c];
                }
            }

            if (!Dense.Factor(block, N))
            {
                return false;
            }

            Dense.Solve(block, side, N, 1);
            if (!last)
            {
                // The next block less Eᵀ·M⁻¹·E; its side less Eᵀ·M⁻¹·r.
                beside.CopyTo(original);
                Dense.Solve(block, beside, N, N);
                var next = factor.Slice((i + 1) * Square, Square);
                var nextSide = step.Slice((i + 1) * N, N);
                for (int r = 0; r < N; r++)
                {
                    for (int q = 0; q < N; q++)
                    {
                        double e = original[(q * N) + r];
                        nextSide[r] -= e * side[q];
                        for (int c = 0; c < N; c++)
                        {
                            next[(r * N) + c] -= e * beside[(q * N) + c];
                        }
                    }
                }
            }
        }

        for (int i = slices - 2; i >= 0; i--)
        {
            for (int r = 0; r < N; r++)
            {
                for (int c = 0; c < N; c++)
                {
                    step[(i * N) + r] -= carry[(i * Square) + (r * N) + c] * step[((i + 1) * N) + c];
                }
            }
        }

        return true;
    }

    /// <summary>A bit for each coordinate of a lone slice that stands at a bound and would leave it.</summary>
    private uint Held(SviSystem system, ReadOnlySpan<double> x)
    {
        var low = system.Low;
        var high = system.High;
        uint held = 0;
        for (int j = 0; j < low.Length; j++)
        {
            held |= (x[j] <= low[j] && _gradient[j] > 0) || (x[j] >= high[j] && _gradient[j] < 0) ? 1u << j : 0;
        }

        return held;
    }

    /// <summary>Marks coordinates that stand at a bound and would leave it.</summary>
    private void Hold(SviSystem system, ReadOnlySpan<double> x, int slice, Span<bool> held)
    {
        for (int r = 0; r < N; r++)
        {
            int j = (slice * N) + r;
            held[r] = (x[j] <= system.Low[j] && _gradient[j] > 0) || (x[j] >= system.High[j] && _gradient[j] < 0);
        }
    }

    private void MakeRoom(int slices)
    {
        if (_gradient.Length < slices * N)
        {
            int n = Math.Max(slices, 2 * _gradient.Length / N);
            _blocks = new double[n * Square];
            _besides = new double[n * Square];
            _gradient = new double[n * N];
            _trial = new double[n * N];
            _trialBlocks = new double[n * Square];
            _trialBesides = new double[n * Square];
            _trialGradient = new double[n * N];
            _factor = new double[n * Square];
            _carry = new double[n * Square];
            _step = new double[n * N];
        }
    }
}
