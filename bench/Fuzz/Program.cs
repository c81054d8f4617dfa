using System.CommandLine;
using TradingAnalytics.Fuzz;

string built = AppContext.BaseDirectory.Replace(Path.Combine("bench", "Fuzz"), "Silo", StringComparison.Ordinal);
var count = new Option<long>("--count") { Description = "How many requests, messages and frames.", DefaultValueFactory = _ => 1_000_000 };
var seed = new Option<int>("--seed") { Description = "Of the run.", DefaultValueFactory = _ => 1 };
var growth = new Option<int>("--max-growth") { Description = "Most that resident memory may grow from a fifth of the run to its end, MB.", DefaultValueFactory = _ => 150 };
var command = new RootCommand("Sends the product malformed requests, hub messages and ingest frames. Exit code 0: no 500, no crash, no growth.") { count, seed, growth };
command.SetAction(async (parsed, cancellationToken) =>
    await new FuzzRun(parsed.GetValue(count), parsed.GetValue(seed), (long)parsed.GetValue(growth) << 20, Path.Combine(built, "TradingAnalytics.Silo.dll"), Console.Out).RunAsync(cancellationToken) ? 0 : 1);
return await command.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(60) });
