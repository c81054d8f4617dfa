using System.CommandLine;
using TradingAnalytics.LoadTest.Runs;

string Built(string project, string assembly) => Path.Combine(AppContext.BaseDirectory.Replace(Path.Combine("bench", "LoadTest"), project, StringComparison.Ordinal), assembly);
string bench = AppContext.BaseDirectory[..AppContext.BaseDirectory.IndexOf(Path.Combine("bench", "LoadTest"), StringComparison.Ordinal)];

var rate = new Option<int>("--rate") { Description = "Ticks per second.", DefaultValueFactory = _ => 1_000 };
var settle = new Option<double>("--settle") { Description = "Seconds between subscribing and measuring; in the first minute the server still compiles.", DefaultValueFactory = _ => 60 };
var subscription = new Option<string>("--options")
{
    Description = "Options of each subscription, as JSON.",

    // What a tick itself says: the same as the broadcasts it is compared with send.
    DefaultValueFactory = _ => """{"strikes":10,"fields":["asOf","bid","ask","last","volume","oi","oiChange"]}""",
};

Command hold = Verb("hold", "Holds many clients at once (10,000 by default).", 10_000, 30);
var stretched = new Option<bool>("--crowd-steps") { Description = "Updates as seldom as the product's defaults have it for so many clients; without it every 100 ms however many there are." };
var chains = new Option<int>("--chains") { Description = "A market of so many chains that all tick alike, by default as many as 220 single stocks have in three months; 0: the simulated one, of about ten.", DefaultValueFactory = _ => 660 };
hold.Options.Add(stretched);
hold.Options.Add(chains);
hold.SetAction(async (parsed, cancellationToken) => await HoldRun.RunAsync(Read(parsed), parsed.GetValue(stretched), parsed.GetValue(chains), Console.Out, cancellationToken) ? 0 : 1);
Command compare = Verb("compare", "The same clients on this product, on a SignalR group broadcast per tick and on socket.io.", 1_000, 20);
compare.SetAction((parsed, cancellationToken) => CompareRun.RunAsync(Read(parsed), Console.Out, cancellationToken));
Command stuck = Verb("stuck", "What clients that never read cost the server and the others.", 1_000, 15);
stuck.SetAction((parsed, cancellationToken) => StuckRun.RunAsync(Read(parsed), Console.Out, cancellationToken));
Command cluster = Verb("cluster", "One process against three silos and a web front through Redis, on this machine.", 200, 15);
cluster.SetAction((parsed, cancellationToken) => ClusterRun.RunAsync(Read(parsed), Console.Out, cancellationToken));

var root = new RootCommand("Real WebSockets from a process of its own against a server in another.") { hold, compare, stuck, cluster };

// Interrupted it still ends the server in order.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(60) });

Command Verb(string name, string what, int many, double length) => new(name, what)
{
    new Option<int>("--clients") { Description = "WebSockets, spread over the chains.", DefaultValueFactory = _ => many },
    new Option<double>("--seconds") { Description = "Length of each measured part.", DefaultValueFactory = _ => length },
    rate,
    settle,
    subscription,
};

LoadOptions Read(ParseResult parsed) => new(
    parsed.GetValue<int>("--clients"),
    parsed.GetValue(rate),
    TimeSpan.FromSeconds(parsed.GetValue<double>("--seconds")),
    TimeSpan.FromSeconds(parsed.GetValue(settle)),
    parsed.GetValue(subscription)!,
    Built("Silo", "TradingAnalytics.Silo.dll"),
    Built(Path.Combine("bench", "GroupBroadcast"), "TradingAnalytics.GroupBroadcast.dll"),
    Path.Combine(bench, "bench", "SocketIo", "server.mjs"),
    Path.Combine(bench, "run"));
