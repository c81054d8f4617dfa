using TradingAnalytics.Grains.Abstractions;

namespace TradingAnalytics.Grains.Routing;

/// <summary>The grains of the silo that owns the journal. Where the cluster has no such silo, or this process has not heard of it yet, that is said in words and is worth another try.</summary>
public static class JournalOwner
{
    public static IJournalGrain Journal(IGrainFactory grains) => Find<IJournalGrain>(grains);

    public static IIngressGrain Ingress(IGrainFactory grains) => Find<IIngressGrain>(grains);

    private static T Find<T>(IGrainFactory grains)
        where T : IGrainWithIntegerKey
    {
        try
        {
            return grains.GetGrain<T>(0);
        }
        catch (ArgumentException unknown)
        {
            throw new SiloUnavailableException("No silo that owns the journal is in the cluster: start the one with Cluster:OwnsJournal (--owns-journal).", unknown);
        }
    }
}
