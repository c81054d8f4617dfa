namespace TradingAnalytics.MarketData.Feeds.Simulate;

/// <summary>
/// One expiry of an SSVI surface (Gatheral and Jacquier, "Arbitrage-free SVI volatility surfaces", 2014, section 4):
/// w(k) = θ/2 · (1 + ρφk + √((φk + ρ)² + 1 − ρ²)), with φ(θ) = η / √(θ(1 + θ)). With η(1 + |ρ|) ≤ 2 and θ rising in T no butterfly and no calendar spread is free;
/// <see cref="At"/> keeps to that whatever the variance.
/// </summary>
/// <param name="Theta">Total variance at the money, θ = σ²T.</param>
/// <param name="Rho">Skew, −1 to 1.</param>
/// <param name="Phi">Curvature φ(θ).</param>
internal readonly record struct SsviSlice(double Theta, double Rho, double Phi)
{
    /// <summary>Below it the square root loses the wings; one second at 5 % volatility has ten times as much.</summary>
    private const double ThetaFloor = 1e-11;

    /// <summary>
    /// The slice that goes with a spot variance: θ(T) is the variance Heston's model expects until T, so it rises in T and short expiries move most; skew and curvature grow with
    /// volatility and are the same for every expiry, which the calendar condition asks for.
    /// </summary>
    public static SsviSlice At(double variance, double longVariance, double years)
    {
        double theta = (longVariance * years) + ((variance - longVariance) * -double.ExpM1(-SpotModel.MeanReversion * years) / SpotModel.MeanReversion);
        theta = Math.Max(theta, ThetaFloor);
        double stress = Math.Clamp((Math.Sqrt(variance) - 0.10) / 0.5, 0, 1);
        double rho = -0.35 - (0.25 * stress);
        double eta = 0.85 + (0.25 * stress);
        return new SsviSlice(theta, rho, eta / Math.Sqrt(theta * (1 + theta)));
    }

    public double TotalVariance(double logMoneyness)
    {
        double x = (Phi * logMoneyness) + Rho;
        return 0.5 * Theta * (1 + (Rho * Phi * logMoneyness) + Math.Sqrt((x * x) + 1 - (Rho * Rho)));
    }
}
