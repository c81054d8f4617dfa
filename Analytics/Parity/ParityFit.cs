namespace TradingAnalytics.Analytics.Parity;

/// <summary>
/// Forward and discount factor from put–call parity, C − P = D·(F − K), by weighted robust regression over the strikes around the money.
/// Start: the strike where C − P changes sign with the fewest exceptions; pairs that break its strict fall with the strike are set aside; then the weighted median of K + (C − P)/D₀. Then iteratively re-weighted
/// least squares with Tukey's biweight (J. W. Tukey; P. J. Huber and E. M. Ronchetti, "Robust Statistics", ch. 7), scale from the median absolute
/// residual, so that a bad quote has no say. The slope is drawn toward D₀ = exp(−r₀T) by a normal prior of width T·RateDeviation·D₀: near expiry the
/// quotes say nothing about the rate, in a long expiry they say more than the prior. Deterministic; allocates nothing.
/// </summary>
public static class ParityFit
{
    private const int Iterations = 30;
    private const double MedianToDeviation = 1.4826022185056018;
    private const double BiweightCut = 4.685;

    /// <summary>Standard deviation of the difference of two prices rounded to a tick of 1: √(1/12 + 1/12).</summary>
    private const double RoundingOfADifference = 0.408248290463863;

    /// <summary>Fits one expiry. At T = 0 the discount factor is 1.</summary>
    /// <param name="strikes">Ascending.</param>
    /// <param name="callPrices">Premiums today, aligned with the strikes; NaN or ≤ 0 for none.</param>
    /// <param name="putPrices">Premiums today; NaN or ≤ 0 for none.</param>
    /// <param name="weights">Inverse variance of C − P up to a common factor, &gt; 0; empty for equal weights.</param>
    /// <param name="timeToExpiryYears">T ≥ 0; less counts as 0.</param>
    /// <param name="priorRate">r₀ per year, continuously compounded.</param>
    /// <param name="options">See <see cref="ParityOptions"/>.</param>
    public static ParityResult Fit(
        ReadOnlySpan<double> strikes,
        ReadOnlySpan<double> callPrices,
        ReadOnlySpan<double> putPrices,
        ReadOnlySpan<double> weights,
        double timeToExpiryYears,
        double priorRate,
        ParityOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!double.IsFinite(timeToExpiryYears) || !double.IsFinite(priorRate)
            || callPrices.Length != strikes.Length || putPrices.Length != strikes.Length
            || (weights.Length != 0 && weights.Length != strikes.Length))
        {
            return ParityResult.None(ParityStatus.InvalidInput);
        }

        int capacity = 2 * options.StrikesEachSide;
        Span<double> buffer = stackalloc double[5 * 128];
        var pairs = new ParityPairs(
            buffer[..capacity], buffer.Slice(128, capacity), buffer.Slice(256, capacity), buffer.Slice(384, capacity), buffer.Slice(512, capacity));
        if (!pairs.Select(strikes, callPrices, putPrices, weights, options.StrikesEachSide))
        {
            return ParityResult.None(ParityStatus.NoPairs);
        }

        int notFalling = pairs.KeepFalling();
        double time = Math.Max(0, timeToExpiryYears);
        double prior = Math.Exp(-priorRate * time);
        double start = pairs.MedianForward(prior);
        return pairs.Count < 3
            ? Answer(start, prior, double.NaN, double.NaN, pairs.Count, notFalling)
            : Refine(pairs, start, prior, time, options, notFalling);
    }

    private static ParityResult Refine(ParityPairs pairs, double centre, double prior, double time, ParityOptions options, int notFalling)
    {
        double lowest = Math.Exp(-options.HighestRate * time);
        double highest = Math.Exp(-options.LowestRate * time);
        double priorDeviation = prior * time * options.RateDeviation;

        // y = α − D·(K − centre): α is the value of the forward over the centre.
        double alpha = 0;
        double discount = prior;
        double variance = double.NaN;
        double discountVariance = double.NaN;
        for (int i = 0; i < Iterations; i++)
        {
            double scale = pairs.Reweight(centre, alpha, discount, MedianToDeviation, BiweightCut, options.PriceTick * RoundingOfADifference);
            var sums = pairs.Sum(centre);
            if (!(sums.Weight > 0))
            {
                break;
            }

            // Normal equations of Σw(y − α + D·x)²/scale² + (D − D₀)²/deviation².
            double pull = priorDeviation > 0 ? scale * scale / (priorDeviation * priorDeviation) : double.PositiveInfinity;
            double spread = sums.XX - (sums.X * sums.X / sums.Weight);
            double next = spread > 0 && double.IsFinite(pull)
                ? ((pull * prior) - (sums.XY - (sums.X * sums.Y / sums.Weight))) / (spread + pull)
                : prior;
            next = Math.Clamp(next, lowest, highest);
            double nextAlpha = (sums.Y + (next * sums.X)) / sums.Weight;
            double mean = sums.X / sums.Weight;
            discountVariance = double.IsFinite(pull) && spread + pull > 0 ? scale * scale / (spread + pull) : 0;
            double forwardSlope = mean - (nextAlpha / next);
            variance = ((scale * scale / sums.Weight) + (forwardSlope * forwardSlope * discountVariance)) / (next * next);

            double change = Math.Abs(nextAlpha - alpha) + Math.Abs((next - discount) * centre);
            alpha = nextAlpha;
            discount = next;
            if (change <= 1e-13 * Math.Abs(centre))
            {
                break;
            }
        }

        return Answer(centre + (alpha / discount), discount, Math.Sqrt(variance), Math.Sqrt(discountVariance), pairs.CountUsed(), notFalling + pairs.Count - pairs.CountUsed());
    }

    private static ParityResult Answer(double forward, double discount, double error, double discountError, int used, int outliers) =>
        forward > 0 && double.IsFinite(forward) && used > 0
            ? new(ParityStatus.Ok, forward, discount, error, discountError, used, outliers)
            : ParityResult.None(ParityStatus.NoForward);
}
