using System.Globalization;
using Microsoft.Extensions.Options;
using TradingAnalytics.Engine.VolatilityIndex;

namespace TradingAnalytics.Grains;

/// <summary>Checks <see cref="GrainOptions"/>, naming the key and what may stand there.</summary>
public sealed class GrainOptionsValidator : IValidateOptions<GrainOptions>
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    public ValidateOptionsResult Validate(string? name, GrainOptions options)
    {
        var failures = new List<string>();
        Span(failures, nameof(options.Cadence), options.Cadence, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Span(failures, nameof(options.AnalyticsCadence), options.AnalyticsCadence, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Span(failures, nameof(options.SaveEvery), options.SaveEvery, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Span(failures, nameof(options.RetireAfter), options.RetireAfter, TimeSpan.Zero, TimeSpan.FromDays(7));
        Span(failures, nameof(options.HousekeepEvery), options.HousekeepEvery, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));
        Span(failures, nameof(options.AbandonedAfter), options.AbandonedAfter, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30));
        Span(failures, nameof(options.RememberRetiredFor), options.RememberRetiredFor, TimeSpan.FromDays(1), TimeSpan.FromDays(3_650));
        Span(failures, nameof(options.IdleAfter), options.IdleAfter, TimeSpan.FromMinutes(2), TimeSpan.FromDays(7));
        Span(failures, nameof(options.StreamRetryDelay), options.StreamRetryDelay, Millisecond, TimeSpan.FromSeconds(1));
        Count(failures, nameof(options.StreamRetries), options.StreamRetries);
        Index(failures, nameof(options.VolatilityIndex), options.VolatilityIndex);
        foreach ((string product, VolatilityIndexOptions index) in options.VolatilityIndices)
        {
            Index(failures, $"{nameof(options.VolatilityIndices)}:{product}", index);
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void Span(List<string> failures, string key, TimeSpan value, TimeSpan least, TimeSpan most)
    {
        if (value < least || value > most)
        {
            failures.Add($"{GrainOptions.Section}:{key} is {value}: give a time from {least} to {most}.");
        }
    }

    private static void Index(List<string> failures, string key, VolatilityIndexOptions index)
    {
        Number(failures, $"{key}:{nameof(index.TargetDays)}", index.TargetDays, 1, 3_650);
        Number(failures, $"{key}:{nameof(index.NearTermMinimumDays)}", index.NearTermMinimumDays, 0, 3_650);
        Number(failures, $"{key}:{nameof(index.RollTradingDays)}", index.RollTradingDays, 0, 30);
        Number(failures, $"{key}:{nameof(index.Rate)}", index.Rate ?? 0, -1, 1);
    }

    private static void Number(List<string> failures, string key, double value, double least, double most)
    {
        if (!(value >= least && value <= most))
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{GrainOptions.Section}:{key} is {value}: give a number from {least} to {most}."));
        }
    }

    private static void Count(List<string> failures, string key, int value)
    {
        if (value is < 0 or > 20)
        {
            failures.Add($"{GrainOptions.Section}:{key} is {value}: give a whole number from 0 to 20.");
        }
    }
}
