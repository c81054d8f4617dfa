using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Surfaces;

namespace TradingAnalytics.Engine.Chains;

/// <summary>The columns of a fitted slice: the same in the header of a chain's smile and in the row its product has for it. NaN throughout where there is no slice.</summary>
internal static class SliceCells
{
    private const int FitPlaces = 4;
    private const int Digits = 9;

    /// <param name="fit">The slice of a row.</param>
    public static CellMap<T> Of<T>(SliceOf<T> fit) => new CellMap<T>()
        .Number("a", "Raw SVI, total variance w(k) = a + b(ρ(k − m) + √((k − m)² + σ²)) over k = ln(K/F): level.", Cell(fit, static (in f) => f.Slice.A))
        .Number("b", "Opening of the wings.", Cell(fit, static (in f) => f.Slice.B))
        .Number("rho", "Tilt.", Cell(fit, static (in f) => f.Slice.Rho))
        .Number("m", "Place.", Cell(fit, static (in f) => f.Slice.M))
        .Number("sigma", "Roundness of the vertex.", Cell(fit, static (in f) => f.Slice.Sigma))
        .Number("atmIv", "Volatility at K = F, per year.", PublishedPrecision.Ratio, Cell(fit, static (in f) => f.AtmVolatility))
        .Number("atmSkew", "Jump wings ψ: skew at the money, ∂√w/∂k.", PublishedPrecision.Ratio, Cell(fit, static (in f) => f.JumpWings.AtmSkew))
        .Number("putSlope", "Jump wings p: slope of the left wing over √w(0).", PublishedPrecision.Ratio, Cell(fit, static (in f) => f.JumpWings.PutSlope))
        .Number("callSlope", "Jump wings c: slope of the right wing over √w(0).", PublishedPrecision.Ratio, Cell(fit, static (in f) => f.JumpWings.CallSlope))
        .Number("minimumIv", "The least volatility on the slice.", PublishedPrecision.Ratio, Cell(fit, static (in f) => Math.Sqrt(f.JumpWings.MinimumVariance)))
        .Flag("butterflyFree", "Whether the slice is free of butterfly arbitrage: Durrleman's g ≥ 0 everywhere, wing slope at most 2.", Cell(fit, static (in f) => f.Certificate.Butterfly.IsFree ? 1 : 0))
        .Number("minimumG", "The least of g over the whole line.", Cell(fit, static (in f) => PublishedPrecision.RoundToDigits(f.Certificate.Butterfly.MinimumG, Digits)))
        .Number("minimumGAt", "The log-moneyness where that is; none when it is the limit in a wing.", PublishedPrecision.Ratio, Cell(fit, static (in f) => f.Certificate.Butterfly.At))
        .Number("wingSlope", "b(1 + |ρ|): beyond 2 no distribution has such wings.", PublishedPrecision.Ratio, Cell(fit, static (in f) => f.Certificate.Butterfly.WingSlope))
        .Flag("repaired", "Whether the best fit had arbitrage and one without took its place.", Cell(fit, static (in f) => f.Certificate.Repaired ? 1 : 0))
        .Number("points", "Options that have a say in the fit.", Cell(fit, static (in f) => f.Certificate.Points))
        .Number("nearPoints", "Those of them near the money.", Cell(fit, static (in f) => f.Certificate.NearPoints))
        .Number("excludedPoints", "Options with a price that have none.", Cell(fit, static (in f) => f.Certificate.Excluded))
        .Number("rmsVolPoints", "Root mean square of fitted less market volatility, in percentage points.", FitPlaces, Cell(fit, static (in f) => f.Certificate.RmsVolPoints))
        .Number("rmsNearVolPoints", "The same near the money.", FitPlaces, Cell(fit, static (in f) => f.Certificate.RmsNearVolPoints))
        .Number("rmsNearTicks", "Root mean square of fitted less market premium near the money, in ticks.", FitPlaces, Cell(fit, static (in f) => f.Certificate.RmsNearTicks))
        .Number("insideShare", "Share of the points quoted on both sides whose fitted volatility is within bid and ask; none without such.", FitPlaces, Cell(fit, static (in f) => f.Certificate.InsideShare))
        .Number("insideNearShare", "The same near the money.", FitPlaces, Cell(fit, static (in f) => f.Certificate.InsideNearShare));

    private static CellOf<T> Cell<T>(SliceOf<T> fit, CellOf<SmileFit> cell) => (in T source) =>
    {
        SmileFit slice = fit(in source);
        return slice.IsOk ? cell(in slice) : double.NaN;
    };
}
