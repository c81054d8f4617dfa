using System.CommandLine;
using System.Text.Json;
using TradingAnalytics.Cli.Chains;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Cli.Verbs;

/// <summary>chain: the metrics of each expiry in a recorded snapshot.</summary>
internal static class ChainVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A recording, plain or gzip: one-minute chain CSV, Kite chain CSV, NSE option-chain JSON; or a folder of them, or a journal." };
        var product = new Option<string?>("--product") { Description = "Only this product." };
        var expiry = new Option<string?>("--expiry") { Description = "Only this expiry, yyyy-MM-dd; its strikes are printed too." };
        var asOf = new Option<string?>("--as-of") { Description = "For files that hold many times: the state at this instant, yyyy-MM-ddTHH:mm with its offset. Default: the end." };
        var json = new Option<bool>("--json") { Description = "Write a JSON array with an object per expiry, its legs in it, at full precision." };
        var csv = new Option<bool>("--csv") { Description = "Write a CSV row per expiry, at full precision." };
        var legs = new Option<bool>("--legs") { Description = "With --csv: a row per leg instead. Else: print the strikes of every expiry." };
        var command = new Command(
            "chain",
            """
            Metrics of each expiry: forward and discount factor by put-call parity, implied volatilities and Greeks, PCR, max pain, straddle, sums. The state at an
            instant is each leg's last observation at or before it. Open interest and volume are in units of the underlying (contracts times lot size); theta is per calendar day, vega and
            rho per percentage point. What could not be used is said on standard error.
            """)
        {
            file, product, expiry, asOf, json, csv, legs,
        };
        command.SetAction(result => MarketVerb.Run("chain", () => Run(
            result.GetValue(file)!,
            MarketVerb.ProductOf(result.GetValue(product)),
            MarketVerb.ExpiryOf(result.GetValue(expiry)),
            MarketVerb.Instant("--as-of", result.GetValue(asOf)),
            result.GetValue(json),
            result.GetValue(csv),
            result.GetValue(legs))));
        return command;
    }

    private static void Run(string path, ProductId? product, Expiry? expiry, DateTimeOffset? asOf, bool json, bool csv, bool legs)
    {
        ChainSelection selection = ChainSelection.Load(path, product, expiry, asOf);
        ChainView[] chains = [.. selection.Chains.Select(chain => chain.View())];
        if (json)
        {
            using Stream output = Console.OpenStandardOutput();
            using var writer = new Utf8JsonWriter(output);
            ChainJson.WriteArray(writer, chains);
        }
        else if (csv)
        {
            using var output = new StreamWriter(Console.OpenStandardOutput());
            (legs ? (Action<TextWriter, IReadOnlyList<ChainView>>)ChainCsv.WriteLegs : ChainCsv.WriteChains)(output, chains);
        }
        else
        {
            ChainTables.Summary(ChainTables.Console(), chains);
            foreach (ChainView chain in chains.Where(_ => legs || expiry is not null))
            {
                ChainTables.Strikes(ChainTables.Console(), chain, selection.Driver.Product(chain.Product)!.Product);
            }
        }
    }
}
