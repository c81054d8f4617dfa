using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using TradingAnalytics.WebFront.Auth;

namespace TradingAnalytics.WebFront.RateLimits;

/// <summary>Who asks, as the limiter knows him.</summary>
/// <param name="Key">The grain's key: his name or, where he gave none, his address.</param>
/// <param name="IsNamed">Whether he gave a name, and proved it.</param>
/// <param name="IsLocal">Whether he sits at this machine.</param>
internal readonly record struct Caller(string Key, bool IsNamed, bool IsLocal)
{
    private const int NetworkBytes = 8;

    public static Caller Of(HttpContext http) => Of(http.User, http.Connection.RemoteIpAddress);

    public static Caller Of(ClaimsPrincipal? user, IPAddress? address)
    {
        bool local = address is null || IPAddress.IsLoopback(address);
        return user?.Identity is { IsAuthenticated: true, Name: { Length: > 0 } name, AuthenticationType: not AccessSchemes.Open } ? new Caller($"user:{name}", true, local) : new Caller($"address:{Network(address)}", false, local);
    }

    /// <summary>An IPv6 caller owns at least a /64 and could come from a new address each time: the network is counted, not the address.</summary>
    private static string Network(IPAddress? address)
    {
        if (address is null || IPAddress.IsLoopback(address))
        {
            return "local";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4().ToString();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address.ToString();
        }

        byte[] bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
