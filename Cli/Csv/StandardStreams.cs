using System.Text;

namespace TradingAnalytics.Cli.Csv;

/// <summary>Runs a row-wise calculator from standard input to standard output.</summary>
internal static class StandardStreams
{
    public static int Run(IRowCalculator calculator, bool keepGoing, bool json)
    {
        using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8, false, 1 << 16);
        using var output = Console.OpenStandardOutput();
        try
        {
            return new RowPipeline(calculator, input, output, Console.Error, keepGoing, json).Run();
        }
        catch (IOException)
        {
            // The reader of our output has had enough (a pipe into head).
            return 0;
        }
    }
}
