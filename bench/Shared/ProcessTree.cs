using System.Globalization;

namespace TradingAnalytics.Bench;

/// <summary>A process and all it started, as <c>/proc</c> tells them.</summary>
internal static class ProcessTree
{
    /// <summary>Clock ticks per second of the times in <c>/proc</c>: fixed by Linux for programs.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>Resident memory in bytes, and processor time, of all of them together.</summary>
    public static (long Resident, TimeSpan Processor) Of(int root)
    {
        var parents = new Dictionary<int, (int Parent, double Seconds, long Pages)>();
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int id) && Stat(id) is { } stat)
            {
                parents[id] = stat;
            }
        }

        long pages = 0;
        double seconds = 0;
        foreach ((int id, (int _, double own, long resident)) in parents)
        {
            if (IsBelow(id))
            {
                pages += resident;
                seconds += own;
            }
        }

        return (pages * Environment.SystemPageSize, TimeSpan.FromSeconds(seconds));

        bool IsBelow(int id)
        {
            while (id != root)
            {
                if (!parents.TryGetValue(id, out (int Parent, double, long) above) || above.Parent == 0)
                {
                    return false;
                }

                id = above.Parent;
            }

            return true;
        }
    }

    private static (int Parent, double Seconds, long Pages)? Stat(int id)
    {
        try
        {
            string text = File.ReadAllText($"/proc/{id}/stat");

            // The name stands in brackets and may hold spaces; what follows it is counted from the state on.
            string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (Number(fields[1]), (Number(fields[11]) + Number(fields[12])) / TicksPerSecond, long.Parse(fields[21], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return null;
        }

        static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
    }
}
