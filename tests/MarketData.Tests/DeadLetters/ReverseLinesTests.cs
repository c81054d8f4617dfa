using System.Text;
using CsCheck;
using TradingAnalytics.MarketData.DeadLetters;

namespace TradingAnalytics.MarketData.Tests.DeadLetters;

public class ReverseLinesTests
{
    [Fact]
    public void Read_AnyLines_GivesThemBackwards() =>
        Gen.Int[1, 40_000].Array[0, 12].Sample(
            lengths =>
            {
                string path = Path.GetTempFileName();
                try
                {
                    string[] lines = [.. lengths.Select((length, i) => new string((char)('a' + i), length))];
                    File.WriteAllText(path, string.Concat(lines.Select(line => line + "\n")));
                    ReverseLines.Read(path).Select(line => Encoding.ASCII.GetString(line.Span)).ShouldBe(lines.Reverse());
                }
                finally
                {
                    File.Delete(path);
                }
            },
            iter: 30,
            threads: 1);
}
