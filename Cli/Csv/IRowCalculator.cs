namespace TradingAnalytics.Cli.Csv;

/// <summary>What a row-wise verb does with a row: numbers out of named columns, and a status.</summary>
internal interface IRowCalculator
{
    /// <summary>Columns that must be in the header.</summary>
    IReadOnlyList<string> Required { get; }

    /// <summary>Columns used when they are there.</summary>
    IReadOnlyList<string> Optional { get; }

    /// <summary>Names of the numbers appended; a column "status" follows them.</summary>
    IReadOnlyList<string> Produced { get; }

    /// <summary>
    /// Computes one row. <paramref name="columns"/> holds the positions of the required, then the optional columns (−1 when absent); NaN in
    /// <paramref name="results"/> is written as an empty field. Throws <see cref="BadFieldException"/> for a row that makes no sense.
    /// </summary>
    string Compute(CsvRow row, ReadOnlySpan<int> columns, Span<double> results);
}
