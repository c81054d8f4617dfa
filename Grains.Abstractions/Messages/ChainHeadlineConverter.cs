using TradingAnalytics.Engine.Chains;

namespace TradingAnalytics.Grains.Abstractions.Messages;

[RegisterConverter]
public sealed class ChainHeadlineConverter : IConverter<ChainHeadline, ChainHeadlineSurrogate>
{
    public ChainHeadline ConvertFromSurrogate(in ChainHeadlineSurrogate surrogate) => new(
        surrogate.Expiry,
        surrogate.Forward,
        surrogate.ForwardSource,
        surrogate.DiscountFactor,
        surrogate.TimeToExpiryYears,
        surrogate.AtmStrike,
        surrogate.AtmImpliedVolatility,
        surrogate.Straddle,
        surrogate.PcrOi,
        surrogate.PcrVolume,
        surrogate.MaxPain,
        surrogate.CallOi,
        surrogate.PutOi,
        surrogate.Legs);

    public ChainHeadlineSurrogate ConvertToSurrogate(in ChainHeadline value) => new()
    {
        Expiry = value.Expiry,
        Forward = value.Forward,
        ForwardSource = value.ForwardSource,
        DiscountFactor = value.DiscountFactor,
        TimeToExpiryYears = value.TimeToExpiryYears,
        AtmStrike = value.AtmStrike,
        AtmImpliedVolatility = value.AtmImpliedVolatility,
        Straddle = value.Straddle,
        PcrOi = value.PcrOi,
        PcrVolume = value.PcrVolume,
        MaxPain = value.MaxPain,
        CallOi = value.CallOi,
        PutOi = value.PutOi,
        Legs = value.Legs,
    };
}
