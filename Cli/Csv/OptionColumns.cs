using TradingAnalytics.Analytics;

namespace TradingAnalytics.Cli.Csv;

/// <summary>The columns both option verbs read, checked: right, forward, strike, timeToExpiry, discountFactor, and model.</summary>
internal readonly record struct OptionColumns(
    OptionRight Right, double Forward, double Strike, double TimeToExpiry, double DiscountFactor, bool Normal)
{
    public static readonly string[] Names = ["right", "forward", "strike", "timeToExpiry", "discountFactor"];
    public const string Model = "model";

    /// <param name="row">The row.</param>
    /// <param name="columns">Positions of <see cref="Names"/>, first in the list.</param>
    /// <param name="modelColumn">Position of the model column, −1 for none.</param>
    public static OptionColumns Read(CsvRow row, ReadOnlySpan<int> columns, int modelColumn)
    {
        bool normal = ReadModel(modelColumn < 0 ? default : row[modelColumn]);
        var option = new OptionColumns(
            ReadRight(row[columns[0]]),
            Finite(row, columns, 1),
            Finite(row, columns, 2),
            Finite(row, columns, 3),
            Finite(row, columns, 4),
            normal);
        if (!normal && !(option.Forward > 0))
        {
            throw new BadFieldException(Names[1], $"{option.Forward:R} is not above 0, which black76 needs; bachelier takes any sign");
        }

        if (!normal && !(option.Strike >= 0))
        {
            throw new BadFieldException(Names[2], $"{option.Strike:R} is below 0, which black76 does not know; bachelier takes any sign");
        }

        if (!(option.DiscountFactor > 0))
        {
            throw new BadFieldException(Names[4], $"{option.DiscountFactor:R} is not above 0");
        }

        return option;
    }

    private static double Finite(CsvRow row, ReadOnlySpan<int> columns, int index)
    {
        double value = row.Number(columns[index], Names[index]);
        return double.IsFinite(value) ? value : throw new BadFieldException(Names[index], $"{value} is not a finite number");
    }

    /// <summary>C or P in the spellings of the sources.</summary>
    public static OptionRight ReadRight(ReadOnlySpan<char> text)
    {
        if (text.Equals("C", StringComparison.OrdinalIgnoreCase) || text.Equals("call", StringComparison.OrdinalIgnoreCase)
            || text.Equals("CE", StringComparison.OrdinalIgnoreCase))
        {
            return OptionRight.Call;
        }

        if (text.Equals("P", StringComparison.OrdinalIgnoreCase) || text.Equals("put", StringComparison.OrdinalIgnoreCase)
            || text.Equals("PE", StringComparison.OrdinalIgnoreCase))
        {
            return OptionRight.Put;
        }

        throw new BadFieldException(Names[0], $"'{text}' is neither C nor P");
    }

    private static bool ReadModel(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Equals("black76", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        return text.Equals("bachelier", StringComparison.OrdinalIgnoreCase)
            ? true
            : throw new BadFieldException(Model, $"'{text}' is neither black76 nor bachelier");
    }
}
