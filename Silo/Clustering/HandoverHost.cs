using TradingAnalytics.Grains.Handover;

namespace TradingAnalytics.Silo.Clustering;

/// <summary>Hands this silo's grains over when it stops: after the market, before Orleans.</summary>
internal sealed partial class HandoverHost(GrainHandover handover, ILocalSiloDetails self, IClusterMembershipService members, ReachWatch reach, TimeProvider time, ILogger<HandoverHost> logger) : IHostedService
{
    /// <summary>What takes longer is left to Orleans: whoever stops this process waits.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(5);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // A silo that gives way has lost touch with another and would wait for it.
        if (Others().Length == 0 || reach.GaveWay)
        {
            return;
        }

        using var limit = new CancellationTokenSource(s_longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await handover.MoveAsync(self.SiloAddress, Others, either.Token);
        }
        catch (Exception failure)
        {
            LogNotMoved(failure.Message);
        }
        finally
        {
            // What was given up waiting for is not looked for any more.
            await limit.CancelAsync();
        }
    }

    private SiloAddress[] Others() =>
        [.. members.CurrentSnapshot.Members.Values.Where(member => member.Status == SiloStatus.Active && !member.SiloAddress.Equals(self.SiloAddress)).Select(member => member.SiloAddress)];

    [LoggerMessage(4033, LogLevel.Warning, "Not all grains of this silo were handed over; they come up elsewhere when they are next called: {Reason}")]
    private partial void LogNotMoved(string reason);
}
