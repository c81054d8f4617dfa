using TradingAnalytics.WebFront.Api;

namespace TradingAnalytics.WebFront.Status;

/// <summary>What the cluster says of its silos. Asked for at most once a second, whatever the requests, and waited for only so long.</summary>
internal sealed class ClusterStatus(IGrainFactory grains, TimeProvider time)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private (IReadOnlyList<SiloAnswer> Silos, string? Fault) _last = ([], null);
    private long? _readAt;

    public async Task<(IReadOnlyList<SiloAnswer> Silos, string? Fault)> ReadAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_readAt is not { } at || time.GetElapsedTime(at) >= KeptFor)
            {
                _last = await AskAsync(cancellationToken);
                _readAt = time.GetTimestamp();
            }

            return _last;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<(IReadOnlyList<SiloAnswer> Silos, string? Fault)> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            IManagementGrain management = grains.GetGrain<IManagementGrain>(0);
            MembershipEntry[] members = await management.GetDetailedHosts(onlyActive: false).WaitAsync(Patience, time, cancellationToken);
            SimpleGrainStatistic[] activations = await management.GetSimpleGrainStatistics().WaitAsync(Patience, time, cancellationToken);
            return ([.. members.Select(member => Describe(member, activations)).OrderBy(silo => silo.Address, StringComparer.Ordinal)], null);
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException)
        {
            return ([], $"The cluster did not answer: {exception.Message}");
        }
    }

    private static SiloAnswer Describe(MembershipEntry member, SimpleGrainStatistic[] statistics)
    {
        Dictionary<string, int> byType = statistics
            .Where(statistic => statistic.SiloAddress.Equals(member.SiloAddress))
            .GroupBy(statistic => ShortName(statistic.GrainType))
            .ToDictionary(group => group.Key, group => group.Sum(statistic => statistic.ActivationCount));
        var started = new DateTimeOffset(DateTime.SpecifyKind(member.StartTime, DateTimeKind.Utc));
        return new SiloAnswer(member.SiloAddress.ToParsableString(), member.SiloName, member.Status.ToString(), started, byType.Values.Sum(), byType);
    }

    /// <summary>The class without namespace and assembly.</summary>
    private static string ShortName(string grainType)
    {
        string type = grainType.Split(',')[0];
        return type[(type.LastIndexOf('.') + 1)..];
    }
}
