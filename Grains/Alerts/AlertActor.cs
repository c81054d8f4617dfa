using TradingAnalytics.Engine.Alerts;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Grains.Abstractions;

namespace TradingAnalytics.Grains.Alerts;

/// <summary>Which grain makes the values of a table, and so watches the rules on them.</summary>
internal readonly record struct AlertActor(AlertActorKind Kind, string Key)
{
    public static AlertActor Of(TableId table) => new(
        table.Route.IsChain ? AlertActorKind.Chain : table.Kind == TableKind.Product ? AlertActorKind.Product : AlertActorKind.Analytics, table.Route.ToString());

    /// <summary>Replaces a user's rules there.</summary>
    public Task<bool> ArmAsync(IGrainFactory grains, string owner, AlertRule[] rules) => Kind switch
    {
        AlertActorKind.Chain => grains.GetGrain<IExpiryChainGrain>(Key).Arm(owner, rules),
        AlertActorKind.Product => grains.GetGrain<IProductGrain>(Key).Arm(owner, rules),
        _ => grains.GetGrain<IProductAnalyticsGrain>(Key).Arm(owner, rules),
    };
}
