using TradingAnalytics.Analytics.Surfaces;

namespace TradingAnalytics.Engine.Surfaces;

/// <summary>What a fitted smile is worth. NaN where there is nothing to measure.</summary>
public readonly record struct SmileCertificate
{
    /// <summary>The least of Durrleman's g over the whole line, and where.</summary>
    public ButterflyCertificate Butterfly { get; init; }

    /// <summary>Whether the best fit had butterfly arbitrage and a slice without took its place.</summary>
    public bool Repaired { get; init; }

    /// <summary>Options that have a say in the fit.</summary>
    public int Points { get; init; }

    /// <summary>Those of them near the money (<see cref="SmileRules.NearDeviations"/>).</summary>
    public int NearPoints { get; init; }

    /// <summary>Options of the out-of-the-money side with a price that have none.</summary>
    public int Excluded { get; init; }

    /// <summary>Root mean square of fitted less market volatility over all points, each counted once, in percentage points.</summary>
    public double RmsVolPoints { get; init; }

    /// <summary>The same near the money.</summary>
    public double RmsNearVolPoints { get; init; }

    /// <summary>Root mean square of fitted less market premium near the money, in ticks.</summary>
    public double RmsNearTicks { get; init; }

    /// <summary>Share of the quoted points whose fitted volatility lies within bid and ask; NaN when none is quoted on both sides.</summary>
    public double InsideShare { get; init; }

    /// <summary>The same near the money.</summary>
    public double InsideNearShare { get; init; }
}
