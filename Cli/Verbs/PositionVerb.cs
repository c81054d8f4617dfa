using System.CommandLine;
using TradingAnalytics.Analytics.Positions;
using TradingAnalytics.Cli.Chains;
using TradingAnalytics.Cli.Positions;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Cli.Verbs;

/// <summary>position: pay-off, break-evens, probability of profit and Greeks of a position of many legs.</summary>
internal static class PositionVerb
{
    private const int BadInput = 2;
    private const string Raw = "raw";
    private const string Trader = "trader";

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "CSV of the legs, - for standard input." };
        var forward = new Option<double?>("--forward") { Description = "The forward of every leg that has none in its row." };
        var spot = new Option<double?>("--spot") { Description = "Instead: the spot; forwards are spot*exp((rate-dividendYield)*T), Greeks are with respect to the spot." };
        var rate = new Option<double>("--rate") { Description = "Continuous rate per year, for discount factors and forwards from the spot. Default 0." };
        var dividendYield = new Option<double>("--dividend-yield") { Description = "Continuous dividend yield per year. Default 0." };
        var asOf = new Option<string?>("--as-of") { Description = "Now, for rows with an expiry date: yyyy-MM-ddTHH:mm[:ss] with its offset." };
        var product = new Option<string?>("--product") { Description = "Whose cut-off time and day count an expiry date has." };
        var days = new Option<double>("--days") { Description = "Also value the position so many calendar days ahead. Default 0." };
        var shift = new Option<double>("--volatility-shift") { Description = "And with every volatility shifted, in percentage points. Default 0." };
        var volatility = new Option<double?>("--volatility") { Description = "For the probability of profit, such as 0.15. Default: that of the leg nearest the money." };
        var units = new Option<string>("--units")
        {
            Description = "trader: time per calendar day, volatility and rate per percentage point. raw: per year, per 1.0.",
            DefaultValueFactory = _ => Trader,
        };
        units.AcceptOnlyFromAmong(Trader, Raw);
        var json = new Option<bool>("--json") { Description = "Write one JSON object, unlimited as null." };
        var csv = new Option<bool>("--csv") { Description = "Write the pay-off as CSV: level,profitAtExpiry,profit." };
        var command = new Command(
            "position",
            """
            What a position of many legs is worth and can come to. Reads CSV with the header
            quantity,right,strike,timeToExpiry,impliedVolatility[,price][,entryPrice][,forward][,discountFactor]: quantity in units, negative when
            sold; right C, P, or U for the underlying or a future; timeToExpiry in years, or a column expiry (yyyy-MM-dd, with --as-of and --product);
            price, the premium now, where there is no impliedVolatility; entryPrice, what was paid (default: price, else the model's value).
            Profit at expiry is the pay-off less what was paid, without interest; with several expiries it is that at the nearest one, later
            legs at their volatility. Probability of profit is log-normal. A row that makes no sense is named by line and column, exit code 2.
            """)
        {
            file, forward, spot, rate, dividendYield, asOf, product, days, shift, volatility, units, json, csv,
        };
        command.SetAction(result =>
        {
            int rows = 0;
            int failed = MarketVerb.Run("position", () => rows = Run(
                result.GetValue(file)!,
                new PositionOptions
                {
                    Forward = Positive("--forward", result.GetValue(forward)),
                    Spot = Positive("--spot", result.GetValue(spot)),
                    Rate = Finite("--rate", result.GetValue(rate)),
                    DividendYield = Finite("--dividend-yield", result.GetValue(dividendYield)),
                    YearsTo = YearsTo(MarketVerb.Instant("--as-of", result.GetValue(asOf)), MarketVerb.ProductOf(result.GetValue(product))),
                    DaysAhead = AtLeastZero("--days", result.GetValue(days)),
                    VolatilityShift = Finite("--volatility-shift", result.GetValue(shift)) / 100,
                    Volatility = Positive("--volatility", result.GetValue(volatility)),
                },
                result.GetValue(units) == Raw,
                result.GetValue(json),
                result.GetValue(csv)));
            return failed != 0 ? failed : rows;
        });
        return command;
    }

    private static int Run(string path, PositionOptions options, bool raw, bool json, bool csv)
    {
        if (options is { Forward: not null, Spot: not null })
        {
            throw new BadInputException("--forward and --spot are two ways to say one thing: give one of them.");
        }

        using TextReader input = path == "-" ? Console.In : new StreamReader(path);
        List<PositionLeg>? legs = new PositionCsv(options).Read(input, Console.Error);
        if (legs is null)
        {
            return BadInput;
        }

        var report = new PositionReport(legs, options.Question);
        if (json)
        {
            using Stream output = Console.OpenStandardOutput();
            PositionOutput.WriteJson(output, report, options, raw);
        }
        else if (csv)
        {
            PositionOutput.WriteCsv(Console.Out, report);
        }
        else
        {
            PositionOutput.WriteText(Console.Out, report, options, raw);
        }

        return 0;
    }

    private static Func<DateOnly, double>? YearsTo(DateTimeOffset? asOf, ProductId? id)
    {
        if (asOf is null || id is null)
        {
            return null;
        }

        ProductSpec product = ServerCatalogue.Load().Find(id.Value.ToString()) ?? throw new BadInputException($"--product '{id}' is not in the catalogue.");
        return date => product.TimeToExpiryYears(Expiry.On(date), asOf.Value);
    }

    private static double? Positive(string option, double? value) =>
        value is null or (> 0 and < double.PositiveInfinity) ? value : throw new BadInputException($"{option} {value} is not a number above 0.");

    private static double Finite(string option, double value) => double.IsFinite(value) ? value : throw new BadInputException($"{option} {value} is not a finite number.");

    private static double AtLeastZero(string option, double value) =>
        value >= 0 && double.IsFinite(value) ? value : throw new BadInputException($"{option} {value} is not a number of days from 0 up.");
}
