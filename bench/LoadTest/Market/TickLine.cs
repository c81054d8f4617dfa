using System.Globalization;
using System.Text;
using TradingAnalytics.Analytics;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.LoadTest.Market;

/// <summary>A tick as the line of JSON a feed pushes.</summary>
internal static class TickLine
{
    public static void Append(StringBuilder lines, in Tick tick)
    {
        lines.Append(CultureInfo.InvariantCulture, $"{{\"time\":\"{tick.Time:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}\",\"product\":\"{tick.Product}\",\"kind\":\"{Kind(tick.Kind)}\"");
        if (tick.Kind != TickKind.Underlying)
        {
            lines.Append(CultureInfo.InvariantCulture, $",\"expiry\":\"{tick.Expiry}\"");
        }

        if (tick.Kind == TickKind.Leg)
        {
            lines.Append(CultureInfo.InvariantCulture, $",\"strike\":{tick.Strike},\"right\":\"{(tick.Right == OptionRight.Call ? "call" : "put")}\"");
        }

        Value(lines, tick, TickFields.Last, "last", tick.Last);
        Value(lines, tick, TickFields.Bid, "bid", tick.Bid);
        Value(lines, tick, TickFields.Ask, "ask", tick.Ask);
        Value(lines, tick, TickFields.Volume, "volume", tick.Volume);
        Value(lines, tick, TickFields.OpenInterest, "openInterest", tick.OpenInterest);
        Value(lines, tick, TickFields.OpenInterestChange, "openInterestChange", tick.OpenInterestChange);
        lines.Append("}\n");
    }

    private static void Value(StringBuilder lines, in Tick tick, TickFields field, string name, double value)
    {
        if (tick.Has(field))
        {
            lines.Append(CultureInfo.InvariantCulture, $",\"{name}\":{value:R}");
        }
    }

    private static string Kind(TickKind kind) => kind switch
    {
        TickKind.Underlying => "underlying",
        TickKind.Future => "future",
        _ => "leg",
    };
}
