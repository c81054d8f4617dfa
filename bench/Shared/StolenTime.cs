using System.Globalization;

namespace TradingAnalytics.Bench;

/// <summary>Processor time that other virtual machines took while something here wanted to run: figures measured meanwhile are not this machine's.</summary>
internal static class StolenTime
{
    private const string Path = "/proc/stat";
    private const int StealColumn = 8;

    /// <summary>Ticks of /proc/stat a second, whatever the kernel's own.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>Since this machine started, of all processors together; nought where the system does not say.</summary>
    public static TimeSpan Total
    {
        get
        {
            if (!File.Exists(Path))
            {
                return TimeSpan.Zero;
            }

            string[] columns = File.ReadLines(Path).First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return columns.Length > StealColumn ? TimeSpan.FromSeconds(long.Parse(columns[StealColumn], CultureInfo.InvariantCulture) / TicksPerSecond) : TimeSpan.Zero;
        }
    }
}
