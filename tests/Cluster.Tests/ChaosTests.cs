using TradingAnalytics.Silo.Tests;

namespace TradingAnalytics.Cluster.Tests;

/// <summary>The short form; the long one is this program with arguments, see <see cref="ChaosOptions"/>.</summary>
public class ChaosTests(ITestOutputHelper output)
{
    /// <summary>15 s for the chains of a killed silo and 10 s for Redis are asked on a machine that has nothing else to do.</summary>
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(45);

    [Fact]
    public async Task Cluster_HolderRedisAndWebFrontKilled_LosesNothingAndAllConverge()
    {
        using var folder = new TemporaryFolder();
        using RedisServer redis = RedisServer.StartOrSkip(folder.Path);
        await using var run = new ChaosRun(new ChaosOptions(7, 3, 3, 2, Disruption.KillHolder, Disruption.KillRedis, Disruption.KillWeb), folder, redis, output.WriteLine);

        await run.RunAsync(TestContext.Current.CancellationToken);

        run.Faults.ShouldBeEmpty();
        run.Rounds.Count.ShouldBe(3);
        run.Rounds.ShouldAllBe(round => round.Silence < Generous);
    }
}
