using System.CommandLine;
using System.Text.Json;
using TradingAnalytics.Cli.Chains;
using TradingAnalytics.Cli.Surfaces;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Cli.Verbs;

/// <summary>surface: the volatility surface of a recorded snapshot, with its certificate.</summary>
internal static class SurfaceVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A recording, as for chain." };
        var product = new Option<string?>("--product") { Description = "Only this product." };
        var expiry = new Option<string?>("--expiry") { Description = "Only this expiry, yyyy-MM-dd." };
        var asOf = new Option<string?>("--as-of") { Description = "For files that hold many times: the state at this instant, yyyy-MM-ddTHH:mm with its offset. Default: the end." };
        var json = new Option<bool>("--json") { Description = "Write a JSON array with an object per expiry, at full precision." };
        var csv = new Option<bool>("--csv") { Description = "Write a CSV row per expiry, at full precision." };
        var command = new Command(
            "surface",
            """
            The implied-volatility surface: per expiry an SVI slice without butterfly arbitrage, raw and as jump wings, and its certificate: the least of Durrleman's g and where, the error of
            the fit in volatility points and in ticks, the share of quotes it lies inside. Near the money is within 1.5 at-the-money deviations of the forward. The slices have no calendar
            arbitrage either; "surface" says whether they had to be moved together for it (joint), and how far. Skew is by undiscounted forward delta.
            """)
        {
            file, product, expiry, asOf, json, csv,
        };
        command.SetAction(result => MarketVerb.Run("surface", () => Run(
            result.GetValue(file)!,
            MarketVerb.ProductOf(result.GetValue(product)),
            MarketVerb.ExpiryOf(result.GetValue(expiry)),
            MarketVerb.Instant("--as-of", result.GetValue(asOf)),
            result.GetValue(json),
            result.GetValue(csv))));
        return command;
    }

    private static void Run(string path, ProductId? product, Expiry? expiry, DateTimeOffset? asOf, bool json, bool csv)
    {
        var load = new MarketLoad(path, TimeSpan.MaxValue);
        load.Run(asOf);
        load.Report(Console.Error);
        SurfaceRow[] rows = [.. load.Chains(product, null).GroupBy(chain => chain.Product.Id).SelectMany(SurfaceRows.Of).Where(row => expiry is null || row.Expiry == expiry)];
        if (rows.Length == 0)
        {
            throw new BadInputException(load.WhyNone(path, asOf));
        }

        if (json)
        {
            using Stream output = Console.OpenStandardOutput();
            using var writer = new Utf8JsonWriter(output);
            SurfaceJson.WriteArray(writer, rows);
        }
        else if (csv)
        {
            using var output = new StreamWriter(Console.OpenStandardOutput());
            SurfaceCsv.Write(output, rows);
        }
        else
        {
            SurfaceTables.Parameters(ChainTables.Console(), rows);
            SurfaceTables.Certificates(ChainTables.Console(), rows);
        }
    }
}
