namespace TradingAnalytics.MarketData.Validation;

/// <summary>What the validator remembers of one instrument. <c>default</c> is "never seen".</summary>
internal struct InstrumentState
{
    /// <summary>Newest accepted time.</summary>
    public long LastUnixMicroseconds;

    /// <summary>Last accepted price; 0 when none.</summary>
    public double Price;

    /// <summary>The underlying when <see cref="Price"/> was accepted; 0 when unknown.</summary>
    public double UnderlyingThen;

    /// <summary>Of the last tick refused for its jump: the price, and when.</summary>
    public double RefusedPrice;

    public long RefusedUnixMicroseconds;

    /// <summary>Refused jumps in a row that agree with each other.</summary>
    public int RefusedInARow;
}
