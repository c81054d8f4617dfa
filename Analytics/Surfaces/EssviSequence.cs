namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>
/// The extended SSVI surface (S. Hendriks and C. Martini, 2019; J. Corbetta and others, 2019), fitted slice by slice: w(k) = θ/2·(1 + ρφk + √((φk + ρ)² + 1 − ρ²)), ψ = θφ, χ = ρψ. No butterfly arbitrage when ψ + |χ| ≤ 4 and ψ(ψ + |χ|) ≤ 4θ (Gatheral and Jacquier, theorem 4.2), no calendar arbitrage
/// after the slice before when θ and ψ do not fall, |χ − χ₋| ≤ ψ − ψ₋ and ψ/θ does not rise. The slice before itself satisfies them all, so there always is an answer.
/// </summary>
internal static class EssviSequence
{
    private const int Steps = 48;
    private const double Golden = 0.6180339887498949;

    /// <summary>Kept back from every bound, so that rounding does not break it.</summary>
    private const double Kept = 1e-6;

    /// <summary>Replaces targets by the sequence closest to them within two deviations.</summary>
    public static void Fit(ReadOnlySpan<SurfaceSlice> targets, Span<SviParameters> slices)
    {
        var before = default(Terms);
        for (int i = 0; i < targets.Length; i++)
        {
            var target = targets[i].Slice;
            double theta = Math.Max(target.TotalVariance(0), before.Theta * (1 + (4 * Kept)));
            double skew = target.Slope(0);
            double low = before.Psi * (1 + Kept);
            double high = 2 * Math.Sqrt(theta);
            high = Math.Min(high, i == 0 ? 4 : Math.Max(low, before.Psi * theta / before.Theta * (1 - Kept)));
            if (i == 0)
            {
                low = 1e-6 * high;
            }

            // The error has one valley in ψ for all practical targets; where it has more this still ends in one of them.
            double bottom = low;
            double top = Math.Max(low, high);
            for (int step = 0; step < Steps; step++)
            {
                double inner = top - (Golden * (top - bottom));
                double outer = bottom + (Golden * (top - bottom));
                if (Error(Near(theta, inner, skew, before), target) < Error(Near(theta, outer, skew, before), target))
                {
                    top = outer;
                }
                else
                {
                    bottom = inner;
                }
            }

            before = Near(theta, bottom, skew, before);
            slices[i] = before.Slice;
        }
    }

    /// <summary>The allowed terms with the skew nearest to the one wanted; ψ comes down where butterfly arbitrage asks for it, not below the slice before.</summary>
    private static Terms Near(double theta, double psi, double skew, Terms before)
    {
        double room = (psi - before.Psi) * (1 - 1e-3);
        double least = Math.Max(before.Chi - room, -psi * (1 - Kept));
        double most = Math.Min(before.Chi + room, psi * (1 - Kept));
        double chi = Math.Clamp(skew, least, Math.Max(least, most));
        double bound = Math.Min(4 - psi, (4 * theta / psi) - psi) * (1 - Kept);
        if (Math.Abs(chi) > bound)
        {
            double cut = Math.CopySign(Math.Max(0, bound), chi);
            chi = Math.Clamp(cut, least, Math.Max(least, most));
            if (Math.Abs(chi) > bound)
            {
                return new(theta, before.Psi > 0 ? before.Psi * (1 + Kept) : psi, before.Psi > 0 ? before.Chi : 0);
            }
        }

        return new(theta, psi, chi);
    }

    private static double Error(Terms terms, SviParameters target)
    {
        var slice = terms.Slice;
        double deviation = Math.Sqrt(target.TotalVariance(0));
        double sum = 0;
        for (int i = -8; i <= 8; i++)
        {
            double k = 0.25 * i * deviation;
            double wanted = target.TotalVariance(k);
            double error = (slice.TotalVariance(k) - wanted) / wanted;
            sum += error * error;
        }

        return sum;
    }

    private readonly record struct Terms(double Theta, double Psi, double Chi)
    {
        public SviParameters Slice
        {
            get
            {
                double phi = Psi / Theta;
                double rho = Chi / Psi;
                return new(0.5 * Theta * (1 - (rho * rho)), 0.5 * Psi, rho, -rho / phi, Math.Sqrt(1 - (rho * rho)) / phi);
            }
        }
    }
}
