using Microsoft.Extensions.Options;

namespace TradingAnalytics.Grains.Alerts;

/// <summary>Checks <see cref="AlertOptions"/>, naming the key and what may stand there.</summary>
public sealed class AlertOptionsValidator : IValidateOptions<AlertOptions>
{
    public ValidateOptionsResult Validate(string? name, AlertOptions options)
    {
        var failures = new List<string>();
        Count(failures, nameof(options.MaxRules), options.MaxRules, 10_000);
        Count(failures, nameof(options.MaxRulesWatched), options.MaxRulesWatched, 1_000_000);
        Count(failures, nameof(options.MaxHistory), options.MaxHistory, 10_000);
        Count(failures, nameof(options.MaxDeliveries), options.MaxDeliveries, 1_000);
        if (options.WebhookTimeout < TimeSpan.FromMilliseconds(100) || options.WebhookTimeout > TimeSpan.FromMinutes(1))
        {
            failures.Add($"{AlertOptions.Section}:{nameof(options.WebhookTimeout)} is {options.WebhookTimeout}: give a time from 100 ms to 1 min.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void Count(List<string> failures, string key, int value, int most)
    {
        if (value < 1 || value > most)
        {
            failures.Add($"{AlertOptions.Section}:{key} is {value}: give a whole number from 1 to {most}.");
        }
    }
}
