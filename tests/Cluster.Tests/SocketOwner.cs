using System.Globalization;

namespace TradingAnalytics.Cluster.Tests;

/// <summary>Which of some processes of this machine has opened a connection, by the kernel's own tables.</summary>
internal static class SocketOwner
{
    /// <summary>The process whose socket has this local port and this remote one; null when it is none of these.</summary>
    public static int? Of(int localPort, int remotePort, IEnumerable<int> processes)
    {
        string local = ":" + localPort.ToString("X4", CultureInfo.InvariantCulture), remote = ":" + remotePort.ToString("X4", CultureInfo.InvariantCulture);
        string? inode = File.ReadLines("/proc/net/tcp").Concat(File.ReadLines("/proc/net/tcp6"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(fields => fields[1].EndsWith(local, StringComparison.Ordinal) && fields[2].EndsWith(remote, StringComparison.Ordinal))?[9];
        return inode is null ? null : processes.Cast<int?>().FirstOrDefault(process => Holds(process!.Value, $"socket:[{inode}]"));
    }

    private static bool Holds(int process, string socket)
    {
        try
        {
            return Directory.EnumerateFiles($"/proc/{process}/fd").Any(file => LinkOf(file) == socket);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string? LinkOf(string file)
    {
        try
        {
            return new FileInfo(file).LinkTarget;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
