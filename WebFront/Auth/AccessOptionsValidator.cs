using System.Net;
using Microsoft.Extensions.Options;

namespace TradingAnalytics.WebFront.Auth;

/// <summary>Checks <see cref="AccessOptions"/>, naming the key and what may stand there.</summary>
public sealed class AccessOptionsValidator : IValidateOptions<AccessOptions>
{
    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        var failures = new List<string>();
        Check(Enum.IsDefined(options.Mode), nameof(options.Mode), options.Mode, "Auto, Open or Closed");
        Span(nameof(options.TokenLifetime), options.TokenLifetime, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));
        Span(nameof(options.SessionLifetime), options.SessionLifetime, TimeSpan.FromHours(1), TimeSpan.FromDays(90));
        Span(nameof(options.LockFor), options.LockFor, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        Span(nameof(options.WatchEvery), options.WatchEvery, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        Check(options.MaxFailures is >= 1 and <= 100, nameof(options.MaxFailures), options.MaxFailures, "1 to 100");
        Check(!string.IsNullOrWhiteSpace(options.Audience), nameof(options.Audience), "empty", "the audience the authority's tokens are for");
        Check(!string.IsNullOrWhiteSpace(options.RoleClaim), nameof(options.RoleClaim), "empty", "the claim that holds roles");
        if (options.Authority.Length > 0)
        {
            bool secure = Uri.TryCreate(options.Authority, UriKind.Absolute, out Uri? authority) && (authority.Scheme == Uri.UriSchemeHttps || (authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback));
            Check(secure, nameof(options.Authority), options.Authority, "an https address");
        }

        foreach (string origin in options.Origins)
        {
            bool site = Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" && uri.GetLeftPart(UriPartial.Authority) == origin;
            Check(site, nameof(options.Origins), origin, "origins such as https://desk.example.com, without a path; * is not one");
        }

        foreach (string proxy in options.Proxies)
        {
            Check(IPAddress.TryParse(proxy, out _) || IPNetwork.TryParse(proxy, out _), nameof(options.Proxies), proxy, "addresses or networks, such as 10.0.0.0/8");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Check(bool good, string key, object value, string remedy)
        {
            if (!good)
            {
                failures.Add($"{AccessOptions.Section}:{key} is {value}: give {remedy}.");
            }
        }

        void Span(string key, TimeSpan value, TimeSpan least, TimeSpan most) => Check(value >= least && value <= most, key, value, $"a time from {least:c} to {most:c}");
    }
}
