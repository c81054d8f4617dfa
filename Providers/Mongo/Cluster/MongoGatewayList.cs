using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;

namespace TradingAnalytics.Providers.Mongo.Cluster;

/// <summary>Where clients reach the cluster's silos, by the membership table.</summary>
internal sealed class MongoGatewayList(MongoMembershipTable members, IOptions<GatewayOptions> options) : IGatewayListProvider
{
    public TimeSpan MaxStaleness => options.Value.GatewayListRefreshPeriod;

    public bool IsUpdatable => true;

    public Task InitializeGatewayListProvider() => Task.CompletedTask;

    public Task<IList<Uri>> GetGateways() => members.GatewaysAsync();
}
