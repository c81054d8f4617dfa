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

        if (options.States is not ("redis" or "mongo"))
        {
            failures.Add($"Cluster:States is '{options.States}': use redis, or mongo with Cluster:Mongo:ConnectionString.");
        }
        else if (options.HasStatesInMongo && options.Provider == "localhost")
        {
            failures.Add("Cluster:States is mongo, but this process is no part of a cluster: give Cluster:Provider redis (--cluster redis) and Cluster:ConnectionString (--redis), where the journal is, or leave Cluster:States out.");
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

        if (options.StartAfterSilos is < 1 or > 1_000)
        {
            failures.Add($"Cluster:StartAfterSilos is {options.StartAfterSilos}: give 1 to 1000, at most as many silos as there will be.");
        }

        if (process.Value.Fresh == true)
        {
            failures.Add("Host:Fresh (--fresh) does not go with Cluster:Provider redis: the others would still know what is emptied. Stop all, and give a new Cluster:ServiceId, which begins with an empty journal and new states.");
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
