namespace TradingAnalytics.Cli.Csv;

/// <summary>A field that cannot be used: which column, and what is wrong with it.</summary>
internal sealed class BadFieldException(string column, string problem) : Exception(problem)
{
    public string Column { get; } = column;
}
