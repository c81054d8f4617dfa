using Orleans.Serialization.Configuration;
using TradingAnalytics.Engine.Alerts;
using TradingAnalytics.Engine.Bars;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.RateLimits;
using TradingAnalytics.Grains.Abstractions.Messages;
using TradingAnalytics.MarketData.Ticks;

[assembly: TypeManifestProvider(typeof(MessageAliases))]

namespace TradingAnalytics.Grains.Abstractions.Messages;

/// <summary>
/// What the engine's types are called where a message names its type: an event on a stream, an element of unknown type. They carry no attributes for it themselves, and without this they
/// would travel under their namespaces, which then could never change. Found by every silo and client that references this assembly.
/// </summary>
internal sealed class MessageAliases : TypeManifestProviderBase
{
    protected override void ConfigureInner(TypeManifestOptions options)
    {
        options.WellKnownTypeAliases["ta.ProductId"] = typeof(ProductId);
        options.WellKnownTypeAliases["ta.Expiry"] = typeof(Expiry);
        options.WellKnownTypeAliases["ta.TickRoute"] = typeof(TickRoute);
        options.WellKnownTypeAliases["ta.TickFrame"] = typeof(TickFrame);
        options.WellKnownTypeAliases["ta.LiveUpdate"] = typeof(LiveUpdate);
        options.WellKnownTypeAliases["ta.ChainHeadline"] = typeof(ChainHeadline);
        options.WellKnownTypeAliases["ta.ChainAnalytics"] = typeof(ChainAnalytics);
        options.WellKnownTypeAliases["ta.Bar"] = typeof(Bar);
        options.WellKnownTypeAliases["ta.RateLimitPolicy"] = typeof(RateLimitPolicy);
        options.WellKnownTypeAliases["ta.RateLimitDecision"] = typeof(RateLimitDecision);
        options.WellKnownTypeAliases["ta.AlertRule"] = typeof(AlertRule);
        options.WellKnownTypeAliases["ta.AlertFiring"] = typeof(AlertFiring);
    }
}
