using Microsoft.Extensions.Options;

namespace TradingAnalytics.Engine.Resilience;

/// <summary>Checks <see cref="ResilienceOptions"/>, naming the key and what may stand there.</summary>
public sealed class ResilienceOptionsValidator : IValidateOptions<ResilienceOptions>
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(10);

    public ValidateOptionsResult Validate(string? name, ResilienceOptions options)
    {
        var failures = new List<string>();
        Check(failures, nameof(options.Usual), options.Usual);
        foreach ((string store, StoreRules rules) in options.Stores)
        {
            Check(failures, $"{nameof(options.Stores)}:{store}", rules);
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void Check(List<string> failures, string key, StoreRules rules)
    {
        if (rules.Failures is < 1 or > 1_000)
        {
            failures.Add($"{ResilienceOptions.Section}:{key}:{nameof(rules.Failures)} is {rules.Failures}: give a whole number from 1 to 1000.");
        }

        Span(failures, $"{key}:{nameof(rules.Within)}", rules.Within, s_second, s_longest);
        Span(failures, $"{key}:{nameof(rules.OpenFor)}", rules.OpenFor, s_second, TimeSpan.FromHours(1));
        Span(failures, $"{key}:{nameof(rules.Timeout)}", rules.Timeout, TimeSpan.FromMilliseconds(10), s_longest);
        TimeSpan[] retries = rules.Retries ?? [];
        if (retries.Length > 10)
        {
            failures.Add($"{ResilienceOptions.Section}:{key}:{nameof(rules.Retries)} has {retries.Length} waits: give at most 10.");
        }

        for (int i = 0; i < retries.Length; i++)
        {
            Span(failures, $"{key}:{nameof(rules.Retries)}:{i}", retries[i], TimeSpan.Zero, s_longest);
        }
    }

    private static void Span(List<string> failures, string key, TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most)
        {
            failures.Add($"{ResilienceOptions.Section}:{key} is {value}: give a time from {least} to {most}.");
        }
    }
}
