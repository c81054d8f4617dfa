using TradingAnalytics.Engine.Chains;

namespace TradingAnalytics.Grains.Abstractions.Messages;

[RegisterConverter]
public sealed class ChainAnalyticsConverter : IConverter<ChainAnalytics, ChainAnalyticsSurrogate>
{
    public ChainAnalytics ConvertFromSurrogate(in ChainAnalyticsSurrogate surrogate) => new(
        surrogate.Expiry,
        surrogate.AsOfUnixMicroseconds,
        surrogate.ReceivedUnixMicroseconds,
        surrogate.Spot,
        AnalyticsCells.ToSmile(surrogate.Smile),
        AnalyticsCells.ToExposures(surrogate.Exposures),
        surrogate.GammaProfile,
        AnalyticsCells.ToVariance(surrogate.Variance, surrogate.Expiry));

    public ChainAnalyticsSurrogate ConvertToSurrogate(in ChainAnalytics value) => new()
    {
        Expiry = value.Expiry,
        AsOfUnixMicroseconds = value.AsOfUnixMicroseconds,
        ReceivedUnixMicroseconds = value.ReceivedUnixMicroseconds,
        Spot = value.Spot,
        Smile = AnalyticsCells.Of(value.Smile),
        Exposures = AnalyticsCells.Of(value.Exposures),
        GammaProfile = value.GammaProfile,
        Variance = AnalyticsCells.Of(value.Variance),
    };
}
