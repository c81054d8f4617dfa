using System.Net;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Storage;
using StackExchange.Redis;
using TradingAnalytics.Grains;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.Grains.Market;
using TradingAnalytics.Grains.Reach;
using TradingAnalytics.Providers.Mongo.Cluster;
using TradingAnalytics.Silo.Configuration;
using TradingAnalytics.Silo.Ingress;
using TradingAnalytics.Silo.Journal;
using ClusterOptions = TradingAnalytics.Silo.Configuration.ClusterOptions;

namespace TradingAnalytics.Silo.Clustering;

/// <summary>Joins a process to its cluster: through Redis, or through MongoDB where that holds the states.</summary>
internal static class ClusterHosting
{
    /// <summary>A silo that answers none of so many probes, so far apart, is declared dead by two others: its grains live elsewhere some ten seconds after it fell silent, at once where its connections broke.</summary>
    private static readonly TimeSpan s_probeEvery = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan s_longestProbe = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan s_longestAnswer = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_refresh = TimeSpan.FromSeconds(10);

    /// <summary>Who tries to reach a silo that is cut off, or hangs, tries for so long: what waits for the connection waits with it.</summary>
    private static readonly TimeSpan s_longestConnecting = TimeSpan.FromSeconds(3);

    /// <summary>Nobody tells a web front that a silo was declared dead: until it reads so, its calls by way of a silo that hangs wait for nothing.</summary>
    private static readonly TimeSpan s_gatewayRefresh = TimeSpan.FromSeconds(2);

    public static void UseCluster(this ISiloBuilder silo, ProcessPlan plan)
    {
        if (plan.Cluster.HasStatesInMongo)
        {
            silo.Services.AddMongoCluster();
            silo.UseMongoMembership().AddMongoGrainStorage(GrainNames.Storage).AddMongoGrainStorage(GrainNames.Subscriptions);
        }
        else
        {
            silo.UseRedisClustering(redis => redis.ConfigurationOptions = Connection(plan.Cluster));
            silo.AddRedisStates(plan.Cluster);
        }

        silo.Configure<Orleans.Configuration.ClusterOptions>(cluster => Name(cluster, plan.Cluster));
        silo.Configure<Orleans.Configuration.SiloOptions>(options => options.SiloName = plan.Name);
        silo.Configure<EndpointOptions>(endpoints => endpoints.AdvertisedIPAddress = IPAddress.Parse(plan.Cluster.Address));
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = s_probeEvery;
            membership.NumMissedProbesLimit = 3;

            // A silo that sent anything within the longest timeout of so many probes, six seconds, is not voted against. Four times the usual one, as it is by default, would let a stopped silo hold its chains for half a minute.
            membership.MaxProbeTimeout = s_longestProbe;
            membership.TableRefreshTimeout = s_refresh;
        });
        silo.Configure<ConnectionOptions>(connections => connections.OpenConnectionTimeout = s_longestConnecting);
        silo.UseHandedOverDirectory();
        silo.AddGrainService<MarketService>();
        silo.AddGrainService<ReachService>();
        silo.Services.AddSingleton<ReachClient>();
        silo.Services.AddSingleton(provider => new ReachTable(provider.GetRequiredService<ILocalSiloDetails>().SiloAddress, provider.GetRequiredService<TimeProvider>()));
        silo.Services.AddSingleton<IReach>(provider => provider.GetRequiredService<ReachTable>());
        silo.UseRedisReminderService(redis => redis.ConfigurationOptions = Connection(plan.Cluster));
    }

    private static void AddRedisStates(this ISiloBuilder silo, ClusterOptions cluster)
    {
        foreach (string storage in (string[])[GrainNames.Storage, GrainNames.Subscriptions])
        {
            silo.AddRedisGrainStorage(storage, options => options.Configure<Serializer>((redis, serializer) =>
            {
                redis.ConfigurationOptions = Connection(cluster);
                redis.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer);

                // A state that is cleared leaves nothing: with its key its etag goes, as in the embedded store.
                redis.DeleteStateOnClear = true;
            }));
        }
    }

    /// <summary>
    /// Who lives where, in ranges that a silo hands over when it leaves and that are put together again from the others when it dies. Orleans' usual directory deactivates, on every silo, what the leaving one
    /// had registered: a third of all chains would begin anew when one of three silos stops. Orleans still calls its
    /// interface experimental.
    /// </summary>
    private static void UseHandedOverDirectory(this ISiloBuilder silo)
    {
#pragma warning disable ORLEANSEXP003
        silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003

        // No grace for what a silo that was declared dead may still be doing: its appends are refused by their fencing number, its states by their etag.
        silo.Configure<GrainDirectoryOptions>(directory => directory.RangeLeaseDuration = TimeSpan.Zero);
    }

    public static IClientBuilder UseCluster(this IClientBuilder client, ProcessPlan plan)
    {
        if (plan.Cluster.HasStatesInMongo)
        {
            client.Services.AddMongoCluster();
            client.UseMongoMembership();
        }
        else
        {
            client.UseRedisClustering(redis => redis.ConfigurationOptions = Connection(plan.Cluster));
        }

        client.Configure<Orleans.Configuration.ClusterOptions>(cluster => Name(cluster, plan.Cluster));
        client.Configure<ConnectionOptions>(connections => connections.OpenConnectionTimeout = s_longestConnecting);
        client.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = s_gatewayRefresh);
        client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = Patience(client.Configuration));
        client.AddLiveStreams();
        client.Services.AddSingleton<IClientConnectionRetryFilter, GatewayWait>();
        return client;
    }

    public static ConfigurationOptions Connection(ClusterOptions cluster)
    {
        ConfigurationOptions connection = ConfigurationOptions.Parse(cluster.ConnectionString);

        // Redis away is waited for: a process comes up before it, and goes on after it.
        connection.AbortOnConnectFail = false;
        return connection;
    }

    /// <summary>
    /// A gateway that dies with a call never answers it, and nobody else tells the caller: it waits no longer than an answer can take, a push's being the longest, and then calls another.
    /// </summary>
    private static TimeSpan Patience(IConfiguration configuration)
    {
        TimeSpan push = (configuration.GetSection(RedisJournalOptions.Section).Get<RedisJournalOptions>() ?? new RedisJournalOptions()).PushTimeout;
        return (push > s_longestAnswer ? push : s_longestAnswer) + TimeSpan.FromSeconds(1);
    }

    private static void AddMongoCluster(this IServiceCollection services) => services.AddChecked<MongoClusterOptions>(MongoClusterOptions.Section, options => options.Validate());

    private static void Name(Orleans.Configuration.ClusterOptions orleans, ClusterOptions cluster)
    {
        orleans.ClusterId = cluster.ClusterId;
        orleans.ServiceId = cluster.ServiceId;
    }
}
