using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.WebFront.Live;

/// <summary>Reads the options of a hub call, whichever protocol brought them, by hand: a fault names the value and what it may be.</summary>
internal static class OptionsReader
{
    private static readonly string[] Names = ["interval", "fields", "strikes", "greeks", "resume"];

    public static bool TryRead(TableId id, object? options, TimeSpan defaultInterval, [NotNullWhen(true)] out Wish? wish, [NotNullWhen(false)] out string? fault)
    {
        wish = null;
        if (WireValue.Of(options) is not { } value)
        {
            wish = new Wish(TableView.Whole, defaultInterval);
            fault = null;
            return true;
        }

        if (value is not IReadOnlyDictionary<string, object?> given)
        {
            fault = $"The options must be an object with any of {string.Join(", ", Names)}, not {WireValue.Text(value)}.";
            return false;
        }

        if (given.Keys.FirstOrDefault(name => !Names.Contains(name)) is { } unknown)
        {
            fault = $"There is no option '{unknown}'. There are: {string.Join(", ", Names)}.";
            return false;
        }

        TimeSpan interval = defaultInterval;
        double? strikes = null;
        fault = null;
        if (given.GetValueOrDefault("interval") is { } pace)
        {
            double longest = PushOptions.LongestInterval.TotalMilliseconds;
            fault = pace is double and >= 0 && (double)pace <= longest
                ? null : string.Create(CultureInfo.InvariantCulture, $"'interval' must be a number of milliseconds from 0 to {longest}, not {WireValue.Text(pace)}.");
            interval = fault is null ? TimeSpan.FromMilliseconds((double)pace) : interval;
        }

        if (given.GetValueOrDefault("strikes") is { } each)
        {
            strikes = each as double?;
            fault ??= strikes is >= 0 and <= ViewReader.MaxStrikes && strikes == Math.Floor(strikes.Value)
                ? null : $"'strikes' must be a whole number from 0 to {ViewReader.MaxStrikes}, not {WireValue.Text(each)}.";
        }

        object? greeks = given.GetValueOrDefault("greeks");
        fault ??= greeks is null or string ? null : $"'greeks' must be one of none, first, full, not {WireValue.Text(greeks)}.";
        string? badFields = ReadFields(given.GetValueOrDefault("fields"), out IReadOnlyList<string>? fields);
        string? badResume = ReadResume(given.GetValueOrDefault("resume"), out ResumePoint? resume);
        fault ??= badFields ?? badResume;
        if (fault is not null)
        {
            return false;
        }

        if (!ViewReader.TryRead(id, fields, (int?)strikes, (string?)greeks, out TableView view, out OptionFault? option))
        {
            fault = option.Detail;
            return false;
        }

        wish = new Wish(view, interval) { Resume = resume };
        return true;
    }

    private static string? ReadFields(object? value, out IReadOnlyList<string>? fields)
    {
        fields = value switch
        {
            string text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            IReadOnlyList<object?> items when items.All(static item => item is string) => [.. items.Cast<string>()],
            _ => null,
        };
        return value is null || fields is not null ? null : $"'fields' must be an array of column names, not {WireValue.Text(value)}.";
    }

    private static string? ReadResume(object? value, out ResumePoint? resume)
    {
        resume = null;
        if (value is null)
        {
            return null;
        }

        if (value is IReadOnlyDictionary<string, object?> point && Whole(point.GetValueOrDefault("epoch")) is { } epoch && Whole(point.GetValueOrDefault("sequence")) is { } sequence)
        {
            resume = new ResumePoint(epoch, sequence);
            return null;
        }

        return $"'resume' must be {{ epoch, sequence }} of the copy held, two whole numbers, not {WireValue.Text(value)}.";
    }

    private static long? Whole(object? value) => value is double number && number >= 0 && number <= 1L << 53 && number == Math.Floor(number) ? (long)number : null;
}
