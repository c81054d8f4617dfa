using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using TradingAnalytics.Cli.Chains;
using TradingAnalytics.Engine.Chains;

namespace TradingAnalytics.Cli.Verbs;

/// <summary>replay: a recording through the books in the deterministic driver.</summary>
internal static class ReplayVerb
{
    private const string Fastest = "max";

    public static Command Create()
    {
        var path = new Argument<string>("FILE|FOLDER") { Description = "A recording, a folder of them (merged in time order), or a journal." };
        var speed = new Option<string>("--speed") { Description = "Times faster than it was recorded, or max.", DefaultValueFactory = _ => Fastest };
        var cadence = new Option<int>("--cadence") { Description = "Revalue every so many milliseconds of market time; 0 after every batch.", DefaultValueFactory = _ => 100 };
        var json = new Option<bool>("--json") { Description = "Write one JSON object." };
        var csv = new Option<bool>("--csv") { Description = "Write the final metrics as a CSV row per expiry; the counts go to standard error." };
        var command = new Command(
            "replay",
            """
            Runs a recording through deduplication, validation and the books in one thread, with no server: prints ticks, accepted, duplicated, refused by reason, ticks per second and the
            final metrics of each expiry. The fingerprint is one number for the state of all books: two runs of the same recording have the same.
            """)
        {
            path, speed, cadence, json, csv,
        };
        command.SetAction(result => MarketVerb.Run("replay", () => Run(
            result.GetValue(path)!, SpeedOf(result.GetValue(speed)!), TimeSpan.FromMilliseconds(Math.Max(0, result.GetValue(cadence))), result.GetValue(json), result.GetValue(csv))));
        return command;
    }

    private static double SpeedOf(string text) =>
        text == Fastest ? double.PositiveInfinity
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double speed) && speed > 0 ? speed
        : throw new BadInputException($"--speed '{text}' is neither max nor a number above 0.");

    private static void Run(string path, double speed, TimeSpan cadence, bool json, bool csv)
    {
        var load = new MarketLoad(path, cadence);
        var pace = new ReplayPace(speed, TimeProvider.System);
        long started = Stopwatch.GetTimestamp();
        load.Run(null, time => pace.Wait(time, load.Driver.Counts.Submitted));
        var run = new ReplayRun(path, load, Stopwatch.GetElapsedTime(started));
        pace.End();
        load.Report(Console.Error);
        if (load.Batches == 0)
        {
            throw new BadInputException($"{path} ({load.Format}) holds no observation that could be used; what was skipped is listed above.");
        }

        ChainView[] chains = [.. load.Driver.Products.SelectMany(book => load.Driver.Chains(book.Product.Id)).Select(chain => chain.View())];
        if (json)
        {
            using Stream output = Console.OpenStandardOutput();
            using var writer = new Utf8JsonWriter(output);
            run.Write(writer, chains);
        }
        else if (csv)
        {
            run.Print(Console.Error);
            using var output = new StreamWriter(Console.OpenStandardOutput());
            ChainCsv.WriteChains(output, chains);
        }
        else
        {
            run.Print(Console.Out);
            ChainTables.Summary(ChainTables.Console(), chains);
        }
    }
}
