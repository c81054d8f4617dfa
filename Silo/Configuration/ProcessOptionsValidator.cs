using Microsoft.Extensions.Options;
using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.Silo.Configuration;

/// <summary>Checks <see cref="ProcessOptions"/>, naming the key, its command-line option and what may stand there.</summary>
public sealed class ProcessOptionsValidator : IValidateOptions<ProcessOptions>
{
    public ValidateOptionsResult Validate(string? name, ProcessOptions options)
    {
        var failures = new List<string>();
        if (options.Role is not ("all" or "silo" or "web"))
        {
            failures.Add($"Host:Role (--role) is '{options.Role}': use all, or silo or web in a cluster.");
        }

        foreach (string url in options.Urls.Split(';', StringSplitOptions.TrimEntries))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
            {
                failures.Add($"Host:Urls (--urls) holds '{url}': give addresses such as http://127.0.0.1:5080, separated by semicolons.");
            }
        }

        if (string.IsNullOrWhiteSpace(options.DataDirectory))
        {
            failures.Add("Host:DataDirectory (--data-dir) is empty: name a folder.");
        }

        try
        {
            options.LoadCatalogue();
        }
        catch (Exception wrong) when (wrong is CatalogueException or IOException or UnauthorizedAccessException)
        {
            failures.Add($"Host:Catalogue is '{options.Catalogue}', which cannot be used: {wrong.Message} Name a file of products, or leave it out for those shipped.");
        }

        Port(failures, "SiloPort (--silo-port)", options.SiloPort);
        Port(failures, "GatewayPort (--gateway-port)", options.GatewayPort);
        Mapped(failures, "SiloListenPort", options.SiloListenPort, "SiloPort", options.SiloPort);
        Mapped(failures, "GatewayListenPort", options.GatewayListenPort, "GatewayPort", options.GatewayPort);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void Mapped(List<string> failures, string key, int port, string reachedAt, int reachedPort)
    {
        Port(failures, key, port);
        if (port != 0 && reachedPort == 0)
        {
            failures.Add($"Host:{key} is {port} and Host:{reachedAt} is not given: name there the port at which others reach it, or leave both out.");
        }
    }

    private static void Port(List<string> failures, string key, int port)
    {
        if (port is < 0 or > 65_535)
        {
            failures.Add($"Host:{key} is {port}: give 1 to 65535, or 0 for any that is free.");
        }
    }
}
