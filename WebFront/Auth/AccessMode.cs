using System.Net;
using Microsoft.Extensions.Options;
using TradingAnalytics.Engine.Users;

namespace TradingAnalytics.WebFront.Auth;

/// <summary>Whether this process is open or closed; settled when it starts.</summary>
public sealed class AccessMode
{
    private readonly bool _someone;

    public AccessMode(IOptions<AccessOptions> options, ICredentialStore credentials, TimeProvider time)
    {
        UserFile = options.Value.UserFile;
        _someone = options.Value.Authority.Length > 0 || credentials.HaveAny(time.GetUtcNow());
        IsOpen = options.Value.Mode switch { AccessModeChoice.Open => true, AccessModeChoice.Closed => false, _ => !_someone };
    }

    /// <summary>Whether this machine's own programs need no name.</summary>
    public bool IsOpen { get; }

    public string UserFile { get; }

    /// <summary>Why the process must not listen on these addresses, and what to do; null when it may.</summary>
    public string? Refusal(IEnumerable<string> urls)
    {
        string? beyond = urls.FirstOrDefault(url => !IsLoopback(url));
        string remedy = $"add an admin (trading-analytics user add NAME --role admin --users {UserFile}) or name an OpenID Connect authority ({AccessOptions.Section}:Authority)";
        return (IsOpen, _someone, beyond) switch
        {
            (true, false, { } url) => $"Host:Urls (--urls) has {url}, which others than this machine can reach, and there is nobody who could sign in: {remedy}, or listen on 127.0.0.1.",
            (true, true, { } url) => $"Host:Urls (--urls) has {url}, which others than this machine can reach, and {AccessOptions.Section}:Mode is Open: leave the mode out, or listen on 127.0.0.1.",
            (false, false, _) => $"{AccessOptions.Section}:Mode is Closed, and there is nobody who could sign in: {remedy}.",
            _ => null,
        };
    }

    /// <summary>Whether only this machine can reach an address. A name that is not <c>localhost</c> might be anything.</summary>
    public static bool IsLoopback(string url) => Uri.TryCreate(url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out Uri? address)
        && IsLoopbackHost(address.Host);

    internal static bool IsLoopbackHost(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
}
