using Microsoft.Extensions.Options;

namespace TradingAnalytics.Silo.Configuration;

/// <summary>What this process is, by its settings.</summary>
public sealed class ProcessPlan(ProcessOptions process, ClusterOptions cluster)
{
    public ClusterOptions Cluster { get; } = cluster;

    public bool IsClustered => Cluster.IsRedis;

    /// <summary>Whether grains live here.</summary>
    public bool HasSilo => process.Role != "web";

    /// <summary>Whether REST, hub and page are served here.</summary>
    public bool HasWeb => process.Role != "silo";

    /// <summary>What it is called among the others.</summary>
    public string Name => Cluster.Name.Length > 0 ? Cluster.Name : $"{process.Role}-{Environment.MachineName}-{new Uri(process.Urls.Split(';', StringSplitOptions.TrimEntries)[0]).Port}";

    /// <summary>Reads and checks the settings before anything is built by them.</summary>
    /// <exception cref="OptionsValidationException">They are wrong.</exception>
    public static ProcessPlan Read(IConfiguration configuration)
    {
        ProcessOptions process = configuration.GetSection(ProcessOptions.Section).Get<ProcessOptions>() ?? new ProcessOptions();
        Check(new ProcessOptionsValidator(), process);
        ClusterOptions cluster = configuration.GetSection(ClusterOptions.Section).Get<ClusterOptions>() ?? new ClusterOptions();
        Check(new ClusterOptionsValidator(Options.Create(process)), cluster);
        return new ProcessPlan(process, cluster);
    }

    private static void Check<T>(IValidateOptions<T> validator, T options)
        where T : class
    {
        ValidateOptionsResult result = validator.Validate(null, options);
        if (result.Failed)
        {
            throw new OptionsValidationException(typeof(T).Name, typeof(T), result.Failures);
        }
    }
}
