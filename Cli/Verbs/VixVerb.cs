using System.CommandLine;
using System.Text.Json;
using TradingAnalytics.Cli.Chains;
using TradingAnalytics.Cli.VolatilityIndex;
using TradingAnalytics.Engine.VolatilityIndex;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Cli.Verbs;

/// <summary>vix: the volatility index of each product in a recorded snapshot.</summary>
internal static class VixVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A recording, as the chain verb takes it." };
        var product = new Option<string?>("--product") { Description = "Only this product." };
        var asOf = new Option<string?>("--as-of") { Description = "For files that hold many times: the state at this instant, yyyy-MM-ddTHH:mm with its offset. Default: the end." };
        var method = new Option<string>("--method") { Description = "cboe or india.", DefaultValueFactory = _ => "cboe" };
        var days = new Option<double>("--days") { Description = "The index's term in calendar days.", DefaultValueFactory = _ => VolatilityIndexOptions.Default.TargetDays };
        var minimum = new Option<double>("--minimum-days")
        {
            Description = "cboe: terms nearer than this are not used.", DefaultValueFactory = _ => VolatilityIndexOptions.Default.NearTermMinimumDays,
        };
        var weekday = new Option<DayOfWeek?>("--expiry-day") { Description = "Only expiries on this weekday, such as Friday." };
        var rate = new Option<double?>("--rate") { Description = "Interest rate per year, continuously compounded, such as 0.065. Default: the product's." };
        var json = new Option<bool>("--json") { Description = "Write a JSON array with an object per product, its terms in it, at full precision." };
        var csv = new Option<bool>("--csv") { Description = "Write a CSV row per term, at full precision." };
        var command = new Command(
            "vix",
            """
            The volatility index of each product, in percent: the variance of each expiry by the strip of out-of-the-money options, and the index from two of them at 30 days to the minute.
            cboe: forward by put-call parity, strip until two strikes in a row have no bid, the terms on both sides of 30 days. india: forward from the future of the expiry (else by parity,
            said so), quotes wider than 30 % or missing by natural cubic spline, near and next month, rolled 3 trading days before expiry. Variance and rate are per year, weight is a term's
            share. A source without any quotes is taken at last prices, and the column 'prices' says so.
            """)
        {
            file, product, asOf, method, days, minimum, weekday, rate, json, csv,
        };
        command.SetAction(result => MarketVerb.Run("vix", () => Run(
            result.GetValue(file)!,
            MarketVerb.ProductOf(result.GetValue(product)),
            MarketVerb.Instant("--as-of", result.GetValue(asOf)),
            new VolatilityIndexOptions
            {
                Method = MethodOf(result.GetValue(method)!),
                TargetDays = Positive("--days", result.GetValue(days)),
                NearTermMinimumDays = result.GetValue(minimum),
                ExpiryDay = result.GetValue(weekday),
                Rate = result.GetValue(rate),
            },
            result.GetValue(json),
            result.GetValue(csv))));
        return command;
    }

    private static void Run(string path, ProductId? product, DateTimeOffset? asOf, VolatilityIndexOptions options, bool json, bool csv)
    {
        ChainSelection selection = ChainSelection.Load(path, product, null, asOf);
        ProductIndex[] indices =
        [
            .. selection.Chains.GroupBy(chain => chain.Product).Select(chains => ProductIndex.Of(
                chains.Key,
                chains,
                expiry => selection.Driver.Product(chains.Key.Id)?.Future(expiry) ?? double.NaN,
                chains.Max(chain => chain.AsOfUnixMicroseconds),
                options)),
        ];
        if (json)
        {
            using Stream output = Console.OpenStandardOutput();
            using var writer = new Utf8JsonWriter(output);
            IndexOutput.WriteJson(writer, indices);
        }
        else if (csv)
        {
            using var output = new StreamWriter(Console.OpenStandardOutput());
            IndexOutput.WriteCsv(output, indices);
        }
        else
        {
            IndexOutput.WriteTables(ChainTables.Console(), indices);
        }
    }

    private static IndexMethod MethodOf(string text) =>
        Enum.TryParse(text, ignoreCase: true, out IndexMethod method) && Enum.IsDefined(method) && !char.IsAsciiDigit(text[0])
            ? method
            : throw new BadInputException($"--method '{text}' is none: write cboe or india.");

    private static double Positive(string option, double value) =>
        value > 0 && double.IsFinite(value) ? value : throw new BadInputException($"{option} {value} is no number of days above 0.");
}
