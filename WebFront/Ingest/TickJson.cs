using System.ComponentModel;

namespace TradingAnalytics.WebFront.Ingest;

/// <summary>A pushed tick as the OpenAPI document describes it; <see cref="TickJsonParser"/> reads it.</summary>
internal sealed record TickJson
{
    [Description("Identity within an hour, for deduplication: a text, or a whole number above 0. Without it, two ticks that say the same are one.")]
    public string? Id { get; init; }

    [Description("ISO 8601 instant with offset, or unix milliseconds.")]
    public required string Time { get; init; }

    [Description("The product's id or another of its names.")]
    public required string Product { get; init; }

    [Description("underlying, future or leg.")]
    public required string Kind { get; init; }

    [Description("yyyy-MM-dd, in the venue's zone. Futures and legs.")]
    public DateOnly? Expiry { get; init; }

    [Description("Legs only.")]
    public double? Strike { get; init; }

    [Description("call or put. Legs only.")]
    public string? Right { get; init; }

    [Description("Last trade. In the three prices 0 means none; a field that is absent or null keeps the value it had.")]
    public double? Last { get; init; }

    [Description("Best bid.")]
    public double? Bid { get; init; }

    [Description("Best ask.")]
    public double? Ask { get; init; }

    [Description("Traded since the start of the day, in units of the underlying (contracts × lot size).")]
    public double? Volume { get; init; }

    [Description("In units of the underlying (contracts × lot size).")]
    public double? OpenInterest { get; init; }

    [Description("Open interest less that of the previous day's close, in units of the underlying.")]
    public double? OpenInterestChange { get; init; }
}
