using System.Net;
using System.Net.Sockets;

namespace TradingAnalytics.Silo.Hosting;

/// <summary>Looks for ports before anything is started, so that a taken one is told in words.</summary>
internal static class FreePorts
{
    /// <summary>Throws when an address to listen on is taken.</summary>
    public static void Require(string urls)
    {
        foreach (string url in urls.Split(';', StringSplitOptions.TrimEntries))
        {
            var address = new Uri(url);
            IPAddress host = IPAddress.TryParse(address.Host, out IPAddress? given) ? given : address.Host == "localhost" ? IPAddress.Loopback : IPAddress.Any;
            if (address.Port != 0 && !CanListen(host, address.Port))
            {
                throw new StartupException($"Port {address.Port} of {address.Host} is in use (or may not be used). Stop what listens there, or choose another with --port.");
            }
        }
    }

    /// <summary>The port given, or for 0 the usual one if it is free, else one that is.</summary>
    public static int Choose(int given, int usual, string option)
    {
        if (given != 0)
        {
            return CanListen(IPAddress.Loopback, given) ? given : throw new StartupException($"Port {given} is in use. Choose another with {option}, or leave it out for any that is free.");
        }

        return CanListen(IPAddress.Loopback, usual) ? usual : Any();
    }

    private static int Any()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static bool CanListen(IPAddress host, int port)
    {
        try
        {
            using var probe = new TcpListener(host, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
