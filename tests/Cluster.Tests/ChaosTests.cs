using TradingAnalytics.Silo.Tests;

namespace TradingAnalytics.Cluster.Tests;

/// <summary>The short form; the long one is this program with arguments, see <see cref="ChaosOptions"/>.</summary>
public class ChaosTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Cluster_HolderRedisAndWebFrontKilled_LosesNothingAndAllConverge()
    {
        using var folder = new TemporaryFolder();
        using RedisServer redis = RedisServer.StartOrSkip(folder.Path);
        await using var run = new ChaosRun(new ChaosOptions(7, 3, 3, 2, Disruption.KillHolder, Disruption.KillRedis, Disruption.KillWeb), folder, redis, output.WriteLine);

        await run.RunAsync(TestContext.Current.CancellationToken);

        run.Faults.ShouldBeEmpty();
        run.Rounds.Count.ShouldBe(3);
    }
}
