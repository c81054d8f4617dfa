namespace TradingAnalytics.Analytics.VolatilityIndex;

/// <summary>
/// The strip that both methods sum: σ² = (2/T)·Σ ΔKᵢ/Kᵢ²·e^{RT}·Q(Kᵢ) − (1/T)·(F/K₀ − 1)², where ΔK is half the distance between the strikes next to Kᵢ in the strip, at the
/// strip's ends the distance to the one neighbour. Strikes are added ascending, only those that are in the strip.
/// </summary>
internal ref struct VarianceStrip
{
    private double _sum;
    private double _before;
    private double _strike;
    private double _price;

    /// <summary>Strikes added.</summary>
    public int Count { get; private set; }

    public void Add(double strike, double price)
    {
        if (Count > 0)
        {
            AddWeighted(Count == 1 ? strike - _strike : 0.5 * (strike - _before));
        }

        _before = _strike;
        _strike = strike;
        _price = price;
        Count++;
    }

    /// <summary>The term's variance; <see cref="IndexStatus.TooFewOptions"/> below two strikes.</summary>
    public TermVariance Variance(double forward, double centralStrike, double growth, double timeToExpiryYears)
    {
        if (Count < 2)
        {
            return TermVariance.None(IndexStatus.TooFewOptions);
        }

        AddWeighted(_strike - _before);
        double excess = (forward / centralStrike) - 1;
        double variance = ((2 * growth * _sum) - (excess * excess)) / timeToExpiryYears;
        return new(IndexStatus.Ok, variance, forward, centralStrike, Count);
    }

    private void AddWeighted(double width) => _sum += width / (_strike * _strike) * _price;
}
