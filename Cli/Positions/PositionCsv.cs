using System.Globalization;
using TradingAnalytics.Analytics;
using TradingAnalytics.Analytics.ImpliedVolatility;
using TradingAnalytics.Analytics.Positions;
using TradingAnalytics.Analytics.Pricing;
using TradingAnalytics.Cli.Csv;

namespace TradingAnalytics.Cli.Positions;

/// <summary>Reads the legs of a position from CSV, each row checked.</summary>
internal sealed class PositionCsv(PositionOptions options)
{
    private const string Quantity = "quantity";
    private const string Right = "right";
    private const string Strike = "strike";
    private const string TimeToExpiry = "timeToExpiry";
    private const string ExpiryDate = "expiry";
    private const string Volatility = "impliedVolatility";
    private const string Price = "price";
    private const string EntryPrice = "entryPrice";
    private const string Forward = "forward";
    private const string DiscountFactor = "discountFactor";
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The legs. On a bad row says its line and column on <paramref name="errors"/> and gives null.</summary>
    public List<PositionLeg>? Read(TextReader input, TextWriter errors)
    {
        var row = new CsvRow();
        row.Read((input.ReadLine() ?? "").TrimStart('\uFEFF').TrimEnd('\r'));
        for (int i = 0; i < row.Count; i++)
        {
            _columns.TryAdd(row[i].ToString(), i);
        }

        foreach (string needed in new[] { Quantity, Right })
        {
            if (!_columns.ContainsKey(needed))
            {
                errors.WriteLine($"line 1, column {needed}: missing from the header; expected quantity,right,strike,timeToExpiry (or expiry),impliedVolatility (or price)");
                return null;
            }
        }

        var legs = new List<PositionLeg>();
        for (int line = 2; input.ReadLine() is { } text; line++)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            try
            {
                row.Read(text.TrimEnd('\r'));
                legs.Add(LegOf(row));
            }
            catch (BadFieldException bad)
            {
                errors.WriteLine($"line {line}, column {bad.Column}: {bad.Message}");
                return null;
            }
        }

        if (legs.Count == 0)
        {
            errors.WriteLine("line 2: no legs under the header");
            return null;
        }

        return legs;
    }

    private PositionLeg LegOf(CsvRow row)
    {
        double quantity = Finite(row, Quantity) ?? throw new BadFieldException(Quantity, "no value");
        return IsUnderlying(Text(row, Right)) ? UnderlyingOf(row, quantity) : OptionOf(row, quantity);
    }

    private PositionLeg UnderlyingOf(CsvRow row, double quantity)
    {
        double price = Finite(row, Price) ?? Finite(row, Forward) ?? options.Spot ?? options.Forward
            ?? throw new BadFieldException(Price, "no value, and neither --spot nor --forward is given");
        if (!(price > 0))
        {
            throw new BadFieldException(Price, $"{price:R} is not above 0");
        }

        return PositionLeg.Underlying(quantity, price, Finite(row, EntryPrice) ?? price);
    }

    private PositionLeg OptionOf(CsvRow row, double quantity)
    {
        OptionRight right = OptionColumns.ReadRight(Text(row, Right));
        double strike = Finite(row, Strike) ?? throw new BadFieldException(Strike, "no value");
        if (!(strike >= 0))
        {
            throw new BadFieldException(Strike, $"{strike:R} is below 0");
        }

        double time = TimeOf(row);
        double forward = Finite(row, Forward) ?? ForwardOf(time);
        if (!(forward > 0))
        {
            throw new BadFieldException(Forward, $"{forward:R} is not above 0");
        }

        double discount = Finite(row, DiscountFactor) ?? Math.Exp(-options.Rate * time);
        if (discount is not (> 0 and < 2))
        {
            throw new BadFieldException(DiscountFactor, $"{discount:R} is not above 0 and below 2");
        }

        double? price = Finite(row, Price);
        double volatility = Finite(row, Volatility) ?? VolatilityOf(right, forward, strike, time, discount, price);
        if (!(volatility >= 0))
        {
            throw new BadFieldException(Volatility, $"{volatility:R} is below 0");
        }

        double entry = Finite(row, EntryPrice) ?? price ?? Black76.Price(right, forward, strike, time, discount, volatility);
        return PositionLeg.Option(right, quantity, strike, time, forward, discount, volatility, entry);
    }

    private double TimeOf(CsvRow row)
    {
        if (Finite(row, TimeToExpiry) is { } years)
        {
            return years >= 0 ? years : throw new BadFieldException(TimeToExpiry, $"{years:R} is below 0");
        }

        var text = Text(row, ExpiryDate);
        if (text.IsEmpty)
        {
            throw new BadFieldException(TimeToExpiry, "no value, and no expiry either");
        }

        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
        {
            throw new BadFieldException(ExpiryDate, $"'{text}' is no date: write yyyy-MM-dd");
        }

        return options.YearsTo?.Invoke(date) ?? throw new BadFieldException(ExpiryDate, "a date needs --as-of and --product to count from and to; or write timeToExpiry in years");
    }

    private double ForwardOf(double time) =>
        options.Forward ?? (options.Spot is { } spot ? BlackScholes.Forward(spot, time, options.Rate, options.DividendYield)
            : throw new BadFieldException(Forward, "no value, and neither --forward nor --spot is given"));

    private static double VolatilityOf(OptionRight right, double forward, double strike, double time, double discount, double? price)
    {
        if (price is null)
        {
            throw new BadFieldException(Volatility, "no value, and no price either");
        }

        // At and after its expiry an option needs no volatility.
        var result = ImpliedVolatilitySolver.Black(right, forward, strike, time, discount, price.Value);
        return result.Status switch
        {
            VolatilityStatus.Ok => result.Value,
            VolatilityStatus.AtIntrinsic or VolatilityStatus.Expired => 0,
            VolatilityStatus.BelowIntrinsic => throw new BadFieldException(Price, $"{price:R} is below the option's intrinsic value: no volatility gives it"),
            VolatilityStatus.AboveBound => throw new BadFieldException(Price, $"{price:R} is more than the option can be worth: no volatility gives it"),
            _ => throw new BadFieldException(Price, $"{price:R} has no implied volatility"),
        };
    }

    private static bool IsUnderlying(ReadOnlySpan<char> text) =>
        text.Equals("U", StringComparison.OrdinalIgnoreCase) || text.Equals("F", StringComparison.OrdinalIgnoreCase)
        || text.Equals("underlying", StringComparison.OrdinalIgnoreCase) || text.Equals("future", StringComparison.OrdinalIgnoreCase);

    private ReadOnlySpan<char> Text(CsvRow row, string column) => _columns.TryGetValue(column, out int index) ? row[index] : default;

    private double? Finite(CsvRow row, string column)
    {
        if (!_columns.TryGetValue(column, out int index) || row[index].IsEmpty)
        {
            return null;
        }

        double value = row.Number(index, column);
        return double.IsFinite(value) ? value : throw new BadFieldException(column, $"{value} is not a finite number");
    }
}
