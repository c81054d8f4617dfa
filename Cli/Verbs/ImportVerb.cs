using System.CommandLine;
using System.Diagnostics;
using TradingAnalytics.Cli.History;

namespace TradingAnalytics.Cli.Verbs;

/// <summary>import: a recording into the history of a market.</summary>
internal static class ImportVerb
{
    private const int Failure = 1;
    private const int BadInput = 2;
    private const int Stopped = 130;

    public static Command Create()
    {
        var path = new Argument<string>("FILE|FOLDER") { Description = "A recording, a folder of them (merged in time order), or a journal: whatever replay reads." };
        var market = new Option<string>("--market")
        {
            Description = "Into which market's history: push (what ./run none shows), simulate, or replay-NAME. It must not be running.",
            DefaultValueFactory = _ => "push",
        };
        var data = new Option<string>("--data-dir")
        {
            Description = "The server's data directory.",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("TA_Host__DataDirectory") is { Length: > 0 } folder ? folder : "data",
        };
        var command = new Command(
            "import",
            """
            Brings a recording into the history: runs it through deduplication, validation and the books as if it had come live, and records metrics and bars of each second and the state of each chain of each
            minute of its own time. The same recording again changes nothing. Progress goes to standard error.
            """)
        {
            path, market, data,
        };
        command.SetAction(async (result, stop) =>
        {
            try
            {
                using var target = new ImportTarget(result.GetValue(data)!, result.GetValue(market)!);
                var run = new ImportRun(result.GetValue(path)!, target, Console.Error);
                long started = Stopwatch.GetTimestamp();
                Console.WriteLine(await run.RunAsync(() => Stopwatch.GetElapsedTime(started), stop));
                return 0;
            }
            catch (OperationCanceledException)
            {
                await Console.Error.WriteLineAsync("trading-analytics import: stopped; what was written stays, and the import may be run again.");
                return Stopped;
            }
            catch (Exception error) when (ImportRun.IsSaid(error, out bool badInput))
            {
                await Console.Error.WriteLineAsync($"trading-analytics import: {error.Message}");
                return badInput ? BadInput : Failure;
            }
        });
        return command;
    }
}
