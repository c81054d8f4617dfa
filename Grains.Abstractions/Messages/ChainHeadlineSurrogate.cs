using TradingAnalytics.Engine.Chains;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Abstractions.Messages;

[GenerateSerializer, Immutable, Alias("ta.ChainHeadlineSurrogate")]
public struct ChainHeadlineSurrogate
{
    [Id(0)]
    public Expiry Expiry;

    [Id(1)]
    public double Forward;

    [Id(2)]
    public ForwardSource ForwardSource;

    [Id(3)]
    public double DiscountFactor;

    [Id(4)]
    public double TimeToExpiryYears;

    [Id(5)]
    public double AtmStrike;

    [Id(6)]
    public double AtmImpliedVolatility;

    [Id(7)]
    public double Straddle;

    [Id(8)]
    public double PcrOi;

    [Id(9)]
    public double PcrVolume;

    [Id(10)]
    public double MaxPain;

    [Id(11)]
    public double CallOi;

    [Id(12)]
    public double PutOi;

    [Id(13)]
    public int Legs;
}
