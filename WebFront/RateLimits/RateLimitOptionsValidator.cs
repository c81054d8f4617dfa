using Microsoft.Extensions.Options;

namespace TradingAnalytics.WebFront.RateLimits;

/// <summary>Checks <see cref="RateLimitOptions"/>, naming the key and what may stand there.</summary>
public sealed class RateLimitOptionsValidator : IValidateOptions<RateLimitOptions>
{
    private static readonly TimeSpan s_maxPatience = TimeSpan.FromSeconds(10);

    public ValidateOptionsResult Validate(string? name, RateLimitOptions options)
    {
        List<string> failures = [.. options.Policy.Faults().Select(fault => $"{RateLimitOptions.Section}:{fault}")];
        if (options.Patience <= TimeSpan.Zero || options.Patience > s_maxPatience)
        {
            failures.Add($"{RateLimitOptions.Section}:Patience is {options.Patience}: give a time above 0, up to {s_maxPatience}.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
