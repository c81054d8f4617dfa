using System.Globalization;
using TradingAnalytics.Throughput;

string part = args.Length > 0 ? args[0] : "all";
double seconds = args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 10;
if (part is not ("all" or "books" or "analysis" or "silo" or "latency" or "limiter" or "grains" or "history"))
{
    Console.Error.WriteLine("usage: Throughput [all|books|analysis|silo|latency|limiter|grains|history] [SECONDS per measurement, default 10]");
    return 2;
}

var rows = new List<Row>();
if (part is "all" or "books")
{
    rows.Add(GeneratorThroughput.Run(seconds));
    rows.AddRange(BooksThroughput.Run(seconds));
}

if (part is "all" or "books" or "analysis")
{
    rows.AddRange(AnalysisCost.Run(seconds));
}

if (part is "all" or "silo")
{
    rows.AddRange(await SiloThroughput.RunAsync(seconds));
}

if (part is "all" or "latency")
{
    foreach (int rate in (int[])[1_000, 10_000])
    {
        foreach (int cadence in (int[])[0, 100])
        {
            rows.Add(await PushLatency.RunAsync(rate, TimeSpan.FromMilliseconds(cadence), seconds));
        }
    }
}

if (part is "all" or "limiter")
{
    rows.Add(await LimiterLatency.RunAsync(seconds));
}

if (part is "all" or "grains")
{
    rows.AddRange(await GrainCosts.RunAsync(seconds));
}

if (part is "all" or "history")
{
    rows.AddRange(await HistoryThroughput.RunAsync(seconds));
}

Console.WriteLine("| what | figure | how |");
Console.WriteLine("|---|---|---|");
foreach (Row row in rows)
{
    Console.WriteLine($"| {row.What} | {row.Figure} | {row.Note} |");
}

return 0;
