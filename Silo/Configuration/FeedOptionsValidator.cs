using Microsoft.Extensions.Options;
using TradingAnalytics.MarketData.Feeds.Replay;
using TradingAnalytics.MarketData.Feeds.Simulate;
using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.Silo.Configuration;

/// <summary>Checks <see cref="FeedOptions"/>, naming the key, its command-line option and what may stand there.</summary>
public sealed class FeedOptionsValidator(ProductCatalogue catalogue) : IValidateOptions<FeedOptions>
{
    public ValidateOptionsResult Validate(string? name, FeedOptions options)
    {
        var failures = new List<string>();
        if (options.Kind == FeedKind.Simulate)
        {
            Simulation(failures, options);
        }
        else if (options.Kind == FeedKind.Replay)
        {
            Replay(failures, options);
        }

        if (options.RestartDelay <= TimeSpan.Zero || options.MaxRestartDelay < options.RestartDelay)
        {
            failures.Add($"Feed:RestartDelay is {options.RestartDelay} and Feed:MaxRestartDelay {options.MaxRestartDelay}: give more than zero, the second no less than the first.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private void Simulation(List<string> failures, FeedOptions options)
    {
        if (options.Rate is < SimulationOptions.MinTicksPerSecond or > SimulationOptions.MaxTicksPerSecond)
        {
            failures.Add($"Feed:Rate (--rate) is {options.Rate}: give {SimulationOptions.MinTicksPerSecond} to {SimulationOptions.MaxTicksPerSecond} ticks per second.");
        }

        if (!Enum.IsDefined(options.Scenario))
        {
            failures.Add($"Feed:Scenario (--scenario) is {options.Scenario}: give normal or crash.");
        }

        string known = string.Join(", ", catalogue.Products.Select(product => product.Id.ToString()).Order(StringComparer.Ordinal));
        if (options.ProductNames.Length == 0)
        {
            failures.Add($"Feed:Products (--products) is empty: name one or more of {known}.");
        }

        foreach (string product in options.ProductNames.Where(product => !catalogue.TryFind(product, out _)))
        {
            failures.Add($"Feed:Products (--products) names '{product}', which is not in the catalogue: name some of {known}.");
        }
    }

    private static void Replay(List<string> failures, FeedOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Path))
        {
            failures.Add("Feed:Path is empty: name the file or folder to replay, as in: replay FILE.");
        }
        else if (!File.Exists(options.Path) && !Directory.Exists(options.Path))
        {
            failures.Add($"Feed:Path is '{options.Path}': there is no such file or folder.");
        }

        if (!ReplaySpeed.TryParse(options.Speed, out _))
        {
            failures.Add($"Feed:Speed (--speed) is '{options.Speed}': give a number above 0 (1 is as recorded, 60 a minute per second) or max.");
        }
    }
}
