namespace TradingAnalytics.Engine.Chains;

/// <summary>Sums over a chain's legs, in units of the underlying.</summary>
public readonly record struct ChainTotals(double CallOi, double PutOi, double CallVolume, double PutVolume, double CallOiChange, double PutOiChange)
{
    /// <summary>Put over call open interest; NaN with no call open interest.</summary>
    public double PcrOi => CallOi > 0 ? PutOi / CallOi : double.NaN;

    /// <summary>Put over call volume; NaN with no call volume.</summary>
    public double PcrVolume => CallVolume > 0 ? PutVolume / CallVolume : double.NaN;
}
