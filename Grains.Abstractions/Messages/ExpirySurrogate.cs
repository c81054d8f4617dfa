namespace TradingAnalytics.Grains.Abstractions.Messages;

/// <summary>An expiry on the wire: the day number of its date, 0 for none.</summary>
[GenerateSerializer, Immutable, Alias("ta.ExpirySurrogate")]
public struct ExpirySurrogate
{
    [Id(0)]
    public int DayNumber;
}
