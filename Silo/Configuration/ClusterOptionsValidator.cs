using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace TradingAnalytics.Silo.Configuration;

/// <summary>Checks <see cref="ClusterOptions"/> together with the process's role, naming the key, its command-line option and what may stand there.</summary>
public sealed partial class ClusterOptionsValidator(IOptions<ProcessOptions> process) : IValidateOptions<ClusterOptions>
{
    public ValidateOptionsResult Validate(string? name, ClusterOptions options)
    {
        var failures = new List<string>();
        if (options.Provider is not ("localhost" or "redis"))
        {
            failures.Add($"Cluster:Provider (--cluster) is '{options.Provider}': use localhost for one process, or redis.");
        }
        else if (options.IsRedis)
        {
            Redis(failures, options);
        }
        else if (process.Value.Role != "all")
        {
            failures.Add($"Host:Role (--role) is {process.Value.Role}: a process that is only that needs others. Give Cluster:Provider redis (--cluster redis) and Cluster:ConnectionString (--redis), or use all.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private void Redis(List<string> failures, ClusterOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            failures.Add("Cluster:ConnectionString (--redis) is empty: say where Redis is, such as 127.0.0.1:6379.");
        }
        else if (!IsConnectionString(options.ConnectionString))
        {
            failures.Add("Cluster:ConnectionString (--redis) cannot be read: write it as host:6379, with options after commas such as password=….");
        }

        Identifier(failures, "ClusterId", options.ClusterId);
        Identifier(failures, "ServiceId", options.ServiceId);
        if (options.Name.Length > 0)
        {
            Identifier(failures, "Name (--name)", options.Name);
        }

        if (!IPAddress.TryParse(options.Address, out IPAddress? address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        {
            failures.Add($"Cluster:Address is '{options.Address}': give the IP address at which the other machines reach this one.");
        }

        if (process.Value.Role == "web" && options.OwnsJournal)
        {
            failures.Add("Cluster:OwnsJournal (--owns-journal) is given to a process whose role is web: a silo owns the journal. Leave it out, or use the role silo or all.");
        }

        if (process.Value.Fresh == true)
        {
            failures.Add("Host:Fresh (--fresh) does not go with Cluster:Provider redis: grains on other silos would still know the journal that is emptied. Stop all, and give an empty --data-dir with a new Cluster:ServiceId.");
        }
    }

    private static bool IsConnectionString(string text)
    {
        try
        {
            return ConfigurationOptions.Parse(text).EndPoints.Count > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void Identifier(List<string> failures, string key, string value)
    {
        if (!Word().IsMatch(value))
        {
            failures.Add($"Cluster:{key} is '{value}': use 1 to 100 letters, digits, '-', '_' or '.', a letter or digit first.");
        }
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]
    private static partial Regex Word();
}
