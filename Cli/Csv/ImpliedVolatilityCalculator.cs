using TradingAnalytics.Analytics.ImpliedVolatility;

namespace TradingAnalytics.Cli.Csv;

/// <summary>The verb iv: price in, implied volatility out.</summary>
internal sealed class ImpliedVolatilityCalculator : IRowCalculator
{
    private const int Price = 5;
    private const int Model = 6;

    public IReadOnlyList<string> Required { get; } = [.. OptionColumns.Names, "price"];

    public IReadOnlyList<string> Optional { get; } = [OptionColumns.Model];

    public IReadOnlyList<string> Produced { get; } = ["impliedVolatility"];

    public string Compute(CsvRow row, ReadOnlySpan<int> columns, Span<double> results)
    {
        var option = OptionColumns.Read(row, columns, columns[Model]);
        results[0] = double.NaN;
        if (row[columns[Price]].IsEmpty)
        {
            return Name(VolatilityStatus.NoPrice);
        }

        double price = row.Number(columns[Price], Required[Price]);
        if (!double.IsFinite(price))
        {
            throw new BadFieldException(Required[Price], $"{price} is not a finite number");
        }

        var result = option.Normal
            ? ImpliedVolatilitySolver.Bachelier(
                option.Right, option.Forward, option.Strike, option.TimeToExpiry, option.DiscountFactor, price)
            : ImpliedVolatilitySolver.Black(
                option.Right, option.Forward, option.Strike, option.TimeToExpiry, option.DiscountFactor, price);
        results[0] = result.Value;
        return Name(result.Status);
    }

    private static string Name(VolatilityStatus status) => status switch
    {
        VolatilityStatus.Ok => "ok",
        VolatilityStatus.NoPrice => "noPrice",
        VolatilityStatus.BelowIntrinsic => "belowIntrinsic",
        VolatilityStatus.AtIntrinsic => "atIntrinsic",
        VolatilityStatus.AboveBound => "aboveBound",
        VolatilityStatus.Expired => "expired",
        _ => "invalidInput",
    };
}
