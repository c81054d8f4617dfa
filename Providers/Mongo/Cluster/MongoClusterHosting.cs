using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Messaging;
using Orleans.Serialization;
using Orleans.Storage;

namespace TradingAnalytics.Providers.Mongo.Cluster;

/// <summary>Joins a process to its cluster through MongoDB. Both need <see cref="MongoClusterOptions"/>.</summary>
public static class MongoClusterHosting
{
    public static ISiloBuilder UseMongoMembership(this ISiloBuilder silo)
    {
        silo.Services.AddMembers();
        silo.Services.AddSingleton<IMembershipTable>(services => services.GetRequiredService<MongoMembershipTable>());
        return silo;
    }

    public static IClientBuilder UseMongoMembership(this IClientBuilder client)
    {
        client.Services.AddMembers();
        client.Services.AddSingleton<IGatewayListProvider, MongoGatewayList>();
        return client;
    }

    /// <param name="silo">The silo.</param>
    /// <param name="name">The provider's name, as grains ask for it, and the collection's.</param>
    public static ISiloBuilder AddMongoGrainStorage(this ISiloBuilder silo, string name)
    {
        silo.Services.TryAddSingleton<ClusterDatabase>();
        silo.Services.AddKeyedSingleton<IGrainStorage>(
            name, (services, _) => new MongoGrainStorage($"states_{name}", services.GetRequiredService<ClusterDatabase>(), services.GetRequiredService<Serializer>(), services.GetRequiredService<TimeProvider>()));
        return silo;
    }

    private static void AddMembers(this IServiceCollection services)
    {
        services.TryAddSingleton<ClusterDatabase>();
        services.TryAddSingleton<MongoMembershipTable>();
    }
}
