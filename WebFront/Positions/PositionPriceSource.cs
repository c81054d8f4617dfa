namespace TradingAnalytics.WebFront.Positions;

/// <summary>Where the entry price of a leg is from.</summary>
internal enum PositionPriceSource : byte
{
    /// <summary>The request.</summary>
    Given,

    /// <summary>Between bid and ask.</summary>
    Mid,

    /// <summary>The last trade.</summary>
    Last,

    /// <summary>The model, as there is neither quote nor trade.</summary>
    Model,

    /// <summary>A future's last price.</summary>
    Future,

    /// <summary>The forward of the chain, as its future does not tick.</summary>
    Forward,

    /// <summary>The underlying.</summary>
    Spot,
}
