using System.Net;
using System.Net.Sockets;

namespace TradingAnalytics.Tests;

/// <summary>
/// Ports nobody listens on, none given out twice by one process. They lie below those that systems take for outgoing connections: one of these could be taken by such in the seconds until a process listens. Processes
/// begin at places of their own.
/// </summary>
internal static class FreePort
{
    private const int First = 12_000;
    private const uint Ports = 17_000;

    private static int s_next = Environment.ProcessId * 7_919;

    public static int Next()
    {
        while (true)
        {
            int port = First + (int)((uint)Interlocked.Increment(ref s_next) % Ports);
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                probe.Bind(new IPEndPoint(IPAddress.Any, port));
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }
    }
}
