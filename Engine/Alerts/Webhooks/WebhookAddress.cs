using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace TradingAnalytics.Engine.Alerts.Webhooks;

/// <summary>
/// Where webhooks may go. Users choose the address and the server calls it, so it must not lead to what only the server can reach: this machine, private and link-local networks (metadata services of clouds among
/// them). A name is judged by every address it has at the moment of the call.
/// </summary>
public static class WebhookAddress
{
    public const int MaxLength = 500;

    /// <summary>IPv4 networks that are not the public internet, with their prefix lengths (IANA's registry of special-purpose addresses).</summary>
    private static readonly IPNetwork[] Closed =
    [
        .. ((string[])["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"]).Select(network => IPNetwork.Parse(network)),
    ];

    /// <summary>Of IPv6 only this is the public internet; those of <see cref="Closed"/> within it carry other networks' addresses.</summary>
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    /// <summary>Reads an address by its form alone.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out Uri? address, [NotNullWhen(false)] out string? fault)
    {
        bool read = Uri.TryCreate(text, UriKind.Absolute, out address) && text.Length <= MaxLength && address.Scheme is "http" or "https" && address.UserInfo.Length == 0;
        fault = read ? null : $"A webhook is an address that begins with http:// or https://, without a name or password in it and up to {MaxLength} characters long.";
        return read;
    }

    /// <summary>Whether an address names itself what is not open; a name is not looked up.</summary>
    public static bool IsClosed(Uri address) =>
        address.IsLoopback || address.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(address.DnsSafeHost, out IPAddress? numbers) && IsClosed(numbers));

    /// <summary>Whether an address is anything but the public internet.</summary>
    public static bool IsClosed(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return (plain.AddressFamily == AddressFamily.InterNetworkV6 && !Global6.Contains(plain)) || Closed.Any(network => network.Contains(plain));
    }
}
