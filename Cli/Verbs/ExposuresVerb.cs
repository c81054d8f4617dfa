using System.CommandLine;
using System.Text.Json;
using TradingAnalytics.Cli.Chains;
using TradingAnalytics.Cli.Exposures;

namespace TradingAnalytics.Cli.Verbs;

/// <summary>exposures: what open interest obliges hedgers to trade, of each chain in a recorded snapshot.</summary>
internal static class ExposuresVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A recording, as the chain verb takes it." };
        var product = new Option<string?>("--product") { Description = "Only this product." };
        var expiry = new Option<string?>("--expiry") { Description = "Only this expiry, yyyy-MM-dd; its strikes are printed too." };
        var asOf = new Option<string?>("--as-of") { Description = "For files that hold many times: the state at this instant, yyyy-MM-ddTHH:mm with its offset. Default: the end." };
        var json = new Option<bool>("--json") { Description = "Write a JSON array with an object per expiry, strikes and gamma profile in it, at full precision." };
        var csv = new Option<bool>("--csv") { Description = "Write a CSV row per expiry, at full precision." };
        var strikes = new Option<bool>("--strikes") { Description = "With --csv: a row per strike instead. Else: print the strikes of every expiry." };
        var command = new Command(
            "exposures",
            """
            What open interest obliges hedgers to trade, per strike and in total, in the product's currency. Calls count +, puts -, as if dealers were long the calls and short the puts the
            public trades. Gamma (GEX): change of hedge per 1 % move of the underlying. Delta: the hedge. Vanna: change of hedge per volatility point. Charm: change of hedge per calendar day.
            Flip: the spot nearest to today's at which total gamma changes sign, each strike keeping its volatility, looked for within 15 %. Call wall, put wall: the strike with the most gamma
            in calls, in puts. A product with several expiries gets a line for their sum, expiry "all".
            """)
        {
            file, product, expiry, asOf, json, csv, strikes,
        };
        command.SetAction(result => MarketVerb.Run("exposures", () => Run(
            ChainSelection.Load(
                result.GetValue(file)!,
                MarketVerb.ProductOf(result.GetValue(product)),
                MarketVerb.ExpiryOf(result.GetValue(expiry)),
                MarketVerb.Instant("--as-of", result.GetValue(asOf))),
            result.GetValue(json),
            result.GetValue(csv),
            result.GetValue(strikes) || (result.GetValue(expiry) is not null && !result.GetValue(csv)))));
        return command;
    }

    private static void Run(ChainSelection selection, bool json, bool csv, bool strikes)
    {
        ExposureReport[] reports = [.. selection.Chains.GroupBy(chain => chain.Product).SelectMany(chains => ExposureReport.Of(chains.Key, [.. chains]))];
        if (json)
        {
            using Stream output = Console.OpenStandardOutput();
            using var writer = new Utf8JsonWriter(output);
            ExposureJson.WriteArray(writer, reports);
        }
        else if (csv)
        {
            using var output = new StreamWriter(Console.OpenStandardOutput());
            (strikes ? (Action<TextWriter, IReadOnlyList<ExposureReport>>)ExposureCsv.WriteStrikes : ExposureCsv.WriteSums)(output, reports);
        }
        else
        {
            ExposureTables.Summary(ChainTables.Console(), reports);
            foreach (ExposureReport report in reports.Where(report => strikes && !report.IsSum))
            {
                ExposureTables.Strikes(ChainTables.Console(), report);
            }
        }
    }
}
