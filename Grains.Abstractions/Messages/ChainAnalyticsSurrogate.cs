using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Abstractions.Messages;

/// <summary>A chain's analytics on the wire. The parts travel as rows of numbers in the order <see cref="AnalyticsCells"/> gives them; what is added later stands at a row's end.</summary>
[GenerateSerializer, Immutable, Alias("ta.ChainAnalyticsSurrogate")]
public struct ChainAnalyticsSurrogate
{
    [Id(0)]
    public Expiry Expiry;

    [Id(1)]
    public long AsOfUnixMicroseconds;

    [Id(2)]
    public long ReceivedUnixMicroseconds;

    [Id(3)]
    public double Spot;

    [Id(4)]
    public double[] Smile;

    [Id(5)]
    public double[] Exposures;

    [Id(6)]
    public double[] GammaProfile;

    [Id(7)]
    public double[] Variance;
}
