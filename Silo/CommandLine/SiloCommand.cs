using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;

namespace TradingAnalytics.Silo.CommandLine;

/// <summary>The command line: which market, and how the process runs.</summary>
internal static class SiloCommand
{
    /// <summary>Exit code for a command line or configuration that is wrong.</summary>
    private const int Misuse = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        Command root = Create();
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (ParseError error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync($"error: {error.Message}");
            }

            await Console.Error.WriteLineAsync("See --help for what can be given.");
            return Misuse;
        }

        // The host answers to Ctrl-C and SIGTERM itself and takes the time it needs to store state.
        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    private static Command Create()
    {
        var options = new SiloOptions();
        // A plain command, not a RootCommand: that one is named after the assembly, and help should show what the user types.
        var root = new Command("./run", "Runs TradingAnalytics on this machine: silo and web front in one process, by default with a simulated market, on http://127.0.0.1:5080.") { new HelpOption(), new VersionOption() };
        options.AddTo(root);
        var path = new Argument<string>("PATH") { Description = "A recording: a file, or a folder of files." };
        var replay = new Command("replay", "Replays recorded data (--speed).") { path };
        root.Subcommands.Add(Market(new Command("simulate", "A simulated market (--seed, --rate, --scenario, --products); this is the default."), options, "simulate", null));
        root.Subcommands.Add(Market(replay, options, "replay", path));
        root.Subcommands.Add(Market(new Command("none", "No market of its own: only ticks that are pushed."), options, "none", null));
        Market(root, options, "simulate", null);
        return root;
    }

    private static Command Market(Command command, SiloOptions options, string feed, Argument<string>? path)
    {
        command.SetAction((parsed, cancellationToken) =>
        {
            Dictionary<string, string?> settings = options.Read(parsed);
            settings["Feed:Kind"] = feed;
            if (path is not null)
            {
                settings["Feed:Path"] = parsed.GetValue(path);
            }

            return SiloRun.RunAsync(settings, cancellationToken);
        });
        return command;
    }
}
