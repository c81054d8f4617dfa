using TradingAnalytics.Cluster.Tests;
using TradingAnalytics.Silo.Tests;

if (!args.Any(argument => argument is "--rounds" or "--seed" or "--only"))
{
    return await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
}

using var folder = new TemporaryFolder();
using RedisServer redis = RedisServer.StartOrSkip(folder.Path);
await using var run = new ChaosRun(ChaosOptions.Parse(args), folder, redis, Console.WriteLine);
await run.RunAsync(CancellationToken.None);
return run.Faults.Length == 0 ? 0 : 1;
