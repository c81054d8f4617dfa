using Microsoft.Extensions.Options;
using TradingAnalytics.Grains.Reach;
using TradingAnalytics.Silo.Market;

namespace TradingAnalytics.Silo.Clustering;

/// <summary>
/// Asks every other silo again and again whether it is reached. Where this silo is one of two that do not reach each other while a third reaches both, and the one that has to go, it ends its process: at
/// once, so that what lives on it comes up where it can be reached. Started again, it joins when it reaches all.
/// </summary>
internal sealed partial class ReachWatch(
    ReachTable table, ReachClient client, IClusterMembershipService members, ILocalSiloDetails self, MarketSeat seat, IHostApplicationLifetime lifetime, IOptions<HostOptions> host, TimeProvider time, ILogger<ReachWatch> logger)
    : BackgroundService
{
    /// <summary>Rounds in a row that come to the same conclusion before it is acted on: with what it takes to come to it, six to eight seconds of silence.</summary>
    private const int Rounds = 2;

    private static readonly TimeSpan s_round = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1.3);

    /// <summary>An end in order would wait for answers from the silo that is not reached.</summary>
    private static readonly TimeSpan s_ending = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether this silo has ended for another's sake.</summary>
    public bool GaveWay { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_round, time);
        try
        {
            for (int rounds = 0; await timer.WaitForNextTickAsync(stoppingToken);)
            {
                SiloAddress[] others = [.. members.CurrentSnapshot.Members.Values.Where(member => member.Status == SiloStatus.Active && !member.SiloAddress.Equals(self.SiloAddress)).Select(member => member.SiloAddress)];
                table.Keep(others);
                await Task.WhenAll(others.Select(other => AskAsync(other, stoppingToken)));
                SiloAddress? stays = table.GiveWayTo(seat.Holder);
                rounds = stays is null ? 0 : rounds + 1;
                if (rounds == Rounds)
                {
                    LogGivesWay(stays!);
                    GaveWay = true;
                    host.Value.ShutdownTimeout = s_ending;
                    lifetime.StopApplication();
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo ends for other reasons.
        }
    }

    private async Task AskAsync(SiloAddress other, CancellationToken cancellationToken)
    {
        try
        {
            table.Answered(other, await client.At(other).Heard().WaitAsync(s_patience, time, cancellationToken));
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotReached(other, failure.Message);
            table.Failed(other);
        }
    }

    [LoggerMessage(4031, LogLevel.Critical, "This silo and {Other} do not reach each other, and others reach both: this one gives way and ends. Start it again: it joins when it reaches all")]
    private partial void LogGivesWay(SiloAddress other);

    [LoggerMessage(4032, LogLevel.Debug, "{Other} is not reached: {Reason}")]
    private partial void LogNotReached(SiloAddress other, string reason);
}
