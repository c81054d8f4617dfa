using System.Globalization;
using TradingAnalytics.Throughput;

double seconds = args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 5;
string part = args.Length > 0 ? args[0] : "all";
var rows = new List<Row>();
if (part is "all" or "books")
{
    rows.AddRange(BooksThroughput.Run(seconds));
}

Console.WriteLine("| what | figure | how |");
Console.WriteLine("|---|---|---|");
foreach (Row row in rows)
{
    Console.WriteLine($"| {row.What} | {row.Figure} | {row.Note} |");
}
