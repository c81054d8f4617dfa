using System.Globalization;
using Microsoft.AspNetCore.Http;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.WebFront.Problems;

/// <summary>Reads query parameters by hand, because the framework's binding does not say which one was wrong or what it should have been. The first fault stands.</summary>
internal sealed class ParameterReader(IQueryCollection query)
{
    /// <summary>The answer to give when a parameter could not be read.</summary>
    public IResult? Fault { get; private set; }

    public string? Text(string name)
    {
        string? text = query[name];
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    public int? Integer(string name, int least, int most)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most)
        {
            return value;
        }

        Refuse(name, $"'{name}' must be a whole number from {least} to {most}, not '{text}'.");
        return null;
    }

    /// <summary>An ISO 8601 instant with offset.</summary>
    public DateTimeOffset? Instant(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        // A '+' that was not escaped arrives as a space.
        string repaired = text.Length > 6 && text[^6] == ' ' ? $"{text[..^6]}+{text[^5..]}" : text;
        bool offset = repaired.Length > 10 && (repaired[^1] is 'Z' or 'z' || repaired[^6] is '+' or '-');
        if (offset && DateTimeOffset.TryParse(repaired, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset time))
        {
            return time;
        }

        Refuse(name, $"'{name}' must be an ISO 8601 instant with offset (2026-08-18T09:15:00Z), not '{text}'.");
        return null;
    }

    /// <summary>An expiry's date.</summary>
    public Expiry? Expiry(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (MarketData.Ticks.Expiry.TryParse(text, out Expiry expiry) && !expiry.IsNone)
        {
            return expiry;
        }

        Refuse(name, $"'{name}' must be a date, yyyy-MM-dd, not '{text}'.");
        return null;
    }

    /// <summary>One of a few words.</summary>
    public T Choice<T>(string name, T fallback, IReadOnlyDictionary<string, T> choices)
    {
        if (Text(name) is not { } text)
        {
            return fallback;
        }

        if (choices.TryGetValue(text, out T? value))
        {
            return value;
        }

        Refuse(name, $"'{name}' must be one of {string.Join(", ", choices.Keys)}, not '{text}'.");
        return fallback;
    }

    public void Refuse(string name, string detail) => Fault ??= Problem.BadParameter(name, detail);
}
