using System.CommandLine;
using TradingAnalytics.Soak;

string built = AppContext.BaseDirectory.Replace(Path.Combine("bench", "Soak"), "Silo", StringComparison.Ordinal);
var minutes = new Option<double>("--minutes") { Description = "How long.", DefaultValueFactory = _ => 60 };
var clients = new Option<int>("--clients") { Description = "SignalR connections.", DefaultValueFactory = _ => 50 };
var rate = new Option<int>("--rate") { Description = "Ticks per second.", DefaultValueFactory = _ => 5_000 };
var interval = new Option<double>("--interval") { Description = "Seconds between two lines and checks.", DefaultValueFactory = _ => 10 };
var growth = new Option<int>("--max-growth") { Description = "Most that resident memory may grow, MB per hour, over the later half.", DefaultValueFactory = _ => 100 };
var resident = new Option<int>("--max-resident") { Description = "Most that resident memory may be, MB.", DefaultValueFactory = _ => 1_500 };
var silo = new Option<string>("--silo") { Description = "The built server.", DefaultValueFactory = _ => Path.Combine(built, "TradingAnalytics.Silo.dll") };
var command = new RootCommand("Runs the product with a simulated market and many clients; watches memory, and that every client equals the server. Exit code 0: passed.")
{
    minutes, clients, rate, interval, growth, resident, silo,
};
command.SetAction(async (parsed, cancellationToken) =>
{
    var options = new SoakOptions(
        TimeSpan.FromMinutes(parsed.GetValue(minutes)),
        parsed.GetValue(clients),
        parsed.GetValue(rate),
        TimeSpan.FromSeconds(parsed.GetValue(interval)),
        (long)parsed.GetValue(growth) << 20,
        (long)parsed.GetValue(resident) << 20,
        parsed.GetValue(silo)!);
    return await new SoakRun(options, Console.Out).RunAsync(cancellationToken) ? 0 : 1;
});

// Interrupted it still ends the server in order.
return await command.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(60) });
