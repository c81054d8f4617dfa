using System.Runtime.CompilerServices;
using TradingAnalytics.Analytics.Numerics.Lanes;

namespace TradingAnalytics.Analytics.Exposures;

/// <summary>
/// Total gamma exposure over moves of the underlying, each strike keeping its volatility and time standing still. The moves are relative and the same for every chain, so the profiles
/// of a product's chains add up to the product's: forwards of one underlying move together. Eight levels or legs at a time with AVX-512, four with AVX2 and fused multiply-add, else one: every
/// width gives the same bits. Nothing is allocated.
/// </summary>
public static class GammaProfile
{
    /// <summary>How many moves a profile has.</summary>
    public const int Count = 93;

    /// <summary>A sign counts only where the exposure is more than this share of the profile's greatest: far from every strike it dies away to noise.</summary>
    private const double Significant = 1e-6;

    private const int Centre = Count / 2;
    private const int MostSteps = 60;

    /// <summary>A flip is refined until its bracket is narrower: a ten-billionth of a point of an index.</summary>
    private const double Resolution = 1e-14;

    /// <summary>Levels as whole vectors.</summary>
    private const int Padded = (Count + GammaTerms.Vector - 1) / GammaTerms.Vector * GammaTerms.Vector;

    private static readonly double[] Grid = MakeGrid();
    private static readonly double[] LogMoves = [.. Grid.Select(static move => Math.Log(1 + move))];

    /// <summary>The moves as shares of today's level, ascending from −15 % to +15 %, 0 in the middle: steps of 0.05 % to 1 %, 0.25 % to 5 %, 1 % beyond.</summary>
    public static ReadOnlySpan<double> Moves => Grid;

    /// <summary>Total gamma exposure at a level of the forward.</summary>
    public static double At(GammaTerms terms, double level) => At(LaneWidths.Best, terms, level);

    /// <summary>Writes the exposure at every move into <paramref name="profile"/>, <see cref="Count"/> long.</summary>
    public static void Fill(GammaTerms terms, double forward, Span<double> profile) => Fill(LaneWidths.Best, terms, forward, profile);

    /// <summary>The same at a width of choice.</summary>
    internal static double At(LaneWidth width, GammaTerms terms, double level) => level * (width switch
    {
        LaneWidth.Eight => Sum<EightLanes>(terms, Math.Log(level)),
        LaneWidth.Four => Sum<FourLanes>(terms, Math.Log(level)),
        _ => Sum<OneLane>(terms, Math.Log(level)),
    });

    /// <summary>The same at a width of choice.</summary>
    internal static void Fill(LaneWidth width, GammaTerms terms, double forward, Span<double> profile)
    {
        Span<double> logLevels = stackalloc double[Padded];
        Span<double> sums = stackalloc double[Padded];
        double logForward = Math.Log(forward);
        for (int i = 0; i < Count; i++)
        {
            logLevels[i] = logForward + LogMoves[i];
        }

        // Beyond the last move nothing is near.
        logLevels[Count..].Fill(double.PositiveInfinity);
        sums.Clear();
        switch (width)
        {
            case LaneWidth.Eight:
                Add<EightLanes>(terms, logLevels, sums);
                break;
            case LaneWidth.Four:
                Add<FourLanes>(terms, logLevels, sums);
                break;
            default:
                Add<OneLane>(terms, logLevels, sums);
                break;
        }

        for (int i = 0; i < Count; i++)
        {
            profile[i] = forward * (1 + Grid[i]) * sums[i];
        }
    }

    /// <summary>
    /// The flip of a chain: the move nearest to 0 at which total gamma changes sign, found between two moves of its profile and then refined to the last digits. Null when it does not change
    /// within the profile.
    /// </summary>
    public static double? FindFlip(GammaTerms terms, double forward, ReadOnlySpan<double> profile) =>
        TryBracket(profile, out int near, out int far) ? Refine(terms, forward, Grid[near], Grid[far], profile[near], profile[far]) : null;

    /// <summary>
    /// The flip of a profile alone, as of the sum over chains: linear between two moves, so good to a small part of a step (0.05 % of the level near the money).
    /// </summary>
    public static double? FindFlip(ReadOnlySpan<double> profile)
    {
        if (!TryBracket(profile, out int near, out int far))
        {
            return null;
        }

        return Grid[near] + ((Grid[far] - Grid[near]) * (profile[near] / (profile[near] - profile[far])));
    }

    /// <summary>Walks outward on both sides from 0 and takes the change of sign that is nearer; below on a tie.</summary>
    private static bool TryBracket(ReadOnlySpan<double> profile, out int near, out int far)
    {
        if (profile.Length != Count)
        {
            throw new ArgumentException($"A profile has {Count} moves.", nameof(profile));
        }

        double threshold = 0;
        foreach (double value in profile)
        {
            threshold = Math.Max(threshold, Math.Abs(value));
        }

        threshold *= Significant;
        near = far = -1;
        if (!(Math.Abs(profile[Centre]) > threshold))
        {
            return false;
        }

        int below = Centre;
        int above = Centre;
        for (int i = 1; i <= Centre; i++)
        {
            if (Changes(profile, below, Centre - i, threshold))
            {
                (near, far) = (below, Centre - i);
            }

            if (Changes(profile, above, Centre + i, threshold) && !(near >= 0 && -Middle(near, far) <= Middle(above, Centre + i)))
            {
                (near, far) = (above, Centre + i);
            }

            if (near >= 0)
            {
                return true;
            }

            below = Math.Abs(profile[Centre - i]) > threshold ? Centre - i : below;
            above = Math.Abs(profile[Centre + i]) > threshold ? Centre + i : above;
        }

        return false;

        double Middle(int a, int b) => 0.5 * (Grid[a] + Grid[b]);
    }

    private static bool Changes(ReadOnlySpan<double> profile, int from, int to, double threshold) =>
        Math.Abs(profile[to]) > threshold && (profile[to] > 0) != (profile[from] > 0);

    /// <summary>Regula falsi with the Illinois rule: an end that stays twice is counted half, so both ends close in. Ten evaluations where bisection takes fifty.</summary>
    private static double Refine(GammaTerms terms, double forward, double near, double far, double atNear, double atFar)
    {
        double move = near;
        int kept = 0;
        for (int i = 0; i < MostSteps && Math.Abs(far - near) > Resolution; i++)
        {
            move = near - (atNear * (far - near) / (atFar - atNear));
            double here = At(terms, forward * (1 + move));
            if (here == 0)
            {
                break;
            }

            if ((here > 0) == (atNear > 0))
            {
                // The far end stays.
                atFar *= kept > 0 ? 0.5 : 1;
                (near, atNear, kept) = (move, here, 1);
            }
            else
            {
                atNear *= kept < 0 ? 0.5 : 1;
                (far, atFar, kept) = (move, here, -1);
            }
        }

        return move;
    }

    /// <summary>Leg by leg, the levels side by side: a leg is within reach of some of them, and the vectors of the others cost a comparison.</summary>
    private static void Add<T>(GammaTerms terms, ReadOnlySpan<double> logLevels, Span<double> sums)
        where T : struct, ILanes<T>
    {
        for (int leg = 0; leg < terms.Count; leg++)
        {
            T weight = T.Create(terms.Weights[leg]);
            T centre = T.Create(terms.LogCentres[leg]);
            T inverse = T.Create(terms.InverseDeviations[leg]);
            for (int i = 0; i < Padded; i += T.Count)
            {
                T exponent = Exponent(T.Read(logLevels, i), centre, inverse);
                T near = T.Less(T.Create(-GammaTerm.FarHalfSquare), exponent);
                if (T.Bits(near) != 0)
                {
                    T.Write(T.Read(sums, i) + (weight * LaneMath.Exp(exponent) & near), sums, i);
                }
            }
        }
    }

    /// <summary>At one level the legs side by side, in eight sums whatever the width.</summary>
    private static double Sum<T>(GammaTerms terms, double logLevel)
        where T : struct, ILanes<T>
    {
        Span<double> sums = stackalloc double[GammaTerms.Vector];
        sums.Clear();
        T level = T.Create(logLevel);
        for (int i = 0; i < terms.Count; i += T.Count)
        {
            T exponent = Exponent(level, T.Read(terms.LogCentres, i), T.Read(terms.InverseDeviations, i));
            T near = T.Less(T.Create(-GammaTerm.FarHalfSquare), exponent);
            if (T.Bits(near) != 0)
            {
                int at = i % GammaTerms.Vector;
                T.Write(T.Read(sums, at) + (T.Read(terms.Weights, i) * LaneMath.Exp(exponent) & near), sums, at);
            }
        }

        double sum = 0;
        foreach (double part in sums)
        {
            sum += part;
        }

        return sum;
    }

    /// <summary>−d₁²/2. Lanes that are far may overflow the exponential; their mask clears whatever comes of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Exponent<T>(T logLevel, T centre, T inverse)
        where T : struct, ILanes<T>
    {
        T d1 = (logLevel - centre) * inverse;
        return T.Create(-0.5) * d1 * d1;
    }

    private static double[] MakeGrid()
    {
        // In twentieths of a percent, so that both halves mirror each other to the bit.
        var grid = new double[Count];
        int steps = 0;
        for (int i = 1; i <= Centre; i++)
        {
            steps += steps < 20 ? 1 : steps < 100 ? 5 : 20;
            grid[Centre + i] = steps / 2000.0;
            grid[Centre - i] = -grid[Centre + i];
        }

        return grid;
    }
}
