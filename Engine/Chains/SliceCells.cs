using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.Engine.Chains;

/// <summary>The columns of a fitted slice: the same in the header of a chain's smile and in the row its product has for it. NaN throughout where there is no slice.</summary>
internal static class SliceCells
{
    private const int FitPlaces = 4;
    private const int Digits = 9;

    /// <param name="fit">The slice of a row.</param>
    public static CellMap<T> Of<T>(SliceOf<T> fit) => new CellMap<T>()
        .Number("a", "Raw SVI, total variance w(k) = a + b(ρ(k − m) + √((k − m)² + σ²)) over k = ln(K/F): level.", Cell(fit, static (in f) => f.Fit.Slice.A))
        .Number("b", "Opening of the wings.", Cell(fit, static (in f) => f.Fit.Slice.B))
        .Number("rho", "Tilt.", Cell(fit, static (in f) => f.Fit.Slice.Rho))
        .Number("m", "Place.", Cell(fit, static (in f) => f.Fit.Slice.M))
        .Number("sigma", "Roundness of the vertex.", Cell(fit, static (in f) => f.Fit.Slice.Sigma))
        .Number("atmIv", "Volatility at K = F, per year.", PublishedPrecision.Ratio, Cell(fit, static (in f) => f.Fit.AtmVolatility))
        .Number("atmSkew", "Jump wings ψ: skew at the money, ∂√w/∂k.", PublishedPrecision.Ratio, Cell(fit, static (in f) => f.Fit.JumpWings.AtmSkew))
        .Number("putSlope", "Jump wings p: slope of the left wing over √w(0).", PublishedPrecision.Ratio, Cell(fit, static (in f) => f.Fit.JumpWings.PutSlope))
        .Number("callSlope", "Jump wings c: slope of the right wing over √w(0).", PublishedPrecision.Ratio, Cell(fit, static (in f) => f.Fit.JumpWings.CallSlope))
        .Number("minimumIv", "The least volatility on the slice.", PublishedPrecision.Ratio, Cell(fit, static (in f) => Math.Sqrt(f.Fit.JumpWings.MinimumVariance)))
        .Number(
            "riskReversal25",
            "Volatility of the call of 25 delta less that of the put (undiscounted forward delta, each at its own volatility).",
            PublishedPrecision.Ratio,
            Cell(fit, static (in f) => f.Skew25.RiskReversal))
        .Number("butterfly25", "The mean of the two less the volatility at the money.", PublishedPrecision.Ratio, Cell(fit, static (in f) => f.Skew25.Butterfly))
        .Number("riskReversal10", "The same at 10 delta.", PublishedPrecision.Ratio, Cell(fit, static (in f) => f.Skew10.RiskReversal))
        .Number("butterfly10", "The same at 10 delta.", PublishedPrecision.Ratio, Cell(fit, static (in f) => f.Skew10.Butterfly))
        .Number("lowestLogMoneyness", "Where the points of the fit begin, as k; beyond, the slice is an extrapolation.", PublishedPrecision.Ratio, Cell(fit, static (in f) => f.Fit.LowestLogMoneyness))
        .Number("highestLogMoneyness", "Where they end.", PublishedPrecision.Ratio, Cell(fit, static (in f) => f.Fit.HighestLogMoneyness))
        .Flag("butterflyFree", "Whether the slice is free of butterfly arbitrage: Durrleman's g ≥ 0 everywhere, wing slope at most 2.", Cell(fit, static (in f) => f.Fit.Certificate.Butterfly.IsFree ? 1 : 0))
        .Number("minimumG", "The least of g over the whole line.", Cell(fit, static (in f) => PublishedPrecision.RoundToDigits(f.Fit.Certificate.Butterfly.MinimumG, Digits)))
        .Number("minimumGAt", "The log-moneyness where that is; none when it is the limit in a wing.", PublishedPrecision.Ratio, Cell(fit, static (in f) => f.Fit.Certificate.Butterfly.At))
        .Number("wingSlope", "b(1 + |ρ|): beyond 2 no distribution has such wings.", PublishedPrecision.Ratio, Cell(fit, static (in f) => f.Fit.Certificate.Butterfly.WingSlope))
        .Flag("repaired", "Whether the best fit had arbitrage and one without took its place.", Cell(fit, static (in f) => f.Fit.Certificate.Repaired ? 1 : 0))
        .Number("points", "Options that have a say in the fit.", Cell(fit, static (in f) => f.Fit.Certificate.Points))
        .Number("nearPoints", "Those of them near the money.", Cell(fit, static (in f) => f.Fit.Certificate.NearPoints))
        .Number("excludedPoints", "Options with a price that have none.", Cell(fit, static (in f) => f.Fit.Certificate.Excluded))
        .Number("rmsVolPoints", "Root mean square of fitted less market volatility, in percentage points.", FitPlaces, Cell(fit, static (in f) => f.Fit.Certificate.RmsVolPoints))
        .Number("rmsNearVolPoints", "The same near the money.", FitPlaces, Cell(fit, static (in f) => f.Fit.Certificate.RmsNearVolPoints))
        .Number("rmsNearTicks", "Root mean square of fitted less market premium near the money, in ticks.", FitPlaces, Cell(fit, static (in f) => f.Fit.Certificate.RmsNearTicks))
        .Number("insideShare", "Share of the points quoted on both sides whose fitted volatility is within bid and ask; none without such.", FitPlaces, Cell(fit, static (in f) => f.Fit.Certificate.InsideShare))
        .Number("insideNearShare", "The same near the money.", FitPlaces, Cell(fit, static (in f) => f.Fit.Certificate.InsideNearShare));

    private static CellOf<T> Cell<T>(SliceOf<T> fit, CellOf<FittedSlice> cell) => (in T source) =>
    {
        FittedSlice slice = fit(in source);
        return slice.Fit.IsOk ? cell(in slice) : double.NaN;
    };
}
