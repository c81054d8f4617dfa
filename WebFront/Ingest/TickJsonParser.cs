using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using TradingAnalytics.Analytics;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.WebFront.Ingest;

/// <summary>
/// Reads one tick's JSON. It decides whether the text <em>is</em> a tick; whether the tick is sensible (a crossed quote, a strike off the grid) is validation's to say. A property that is
/// absent or null is not carried by the tick; a price of 0 is carried and means "none". An unknown property is a fault, for a misspelt one would lose data silently.
/// </summary>
public sealed class TickJsonParser(ProductCatalogue catalogue)
{
    private const int MaxTextLength = 64;

    private const string Known = "id, time, product, kind, expiry, strike, right, last, bid, ask, volume, openInterest, openInterestChange";

    /// <param name="json">One JSON object, all of it.</param>
    /// <param name="tick">The tick.</param>
    /// <param name="fault">Otherwise which field is wrong, and what it should be.</param>
    public bool TryParse(in ReadOnlySequence<byte> json, out Tick tick, [NotNullWhen(false)] out string? fault)
    {
        var draft = default(TickDraft);
        try
        {
            var reader = new Utf8JsonReader(json);
            fault = Read(ref reader, ref draft) ?? draft.Fault();
        }
        catch (JsonException exception)
        {
            fault = $"it is no JSON: {exception.Message}";
        }
        catch (InvalidOperationException exception) when (exception.InnerException is DecoderFallbackException)
        {
            fault = "its text is no UTF-8";
        }

        tick = fault is null ? draft.ToTick() : default;
        return fault is null;
    }

    private string? Read(ref Utf8JsonReader reader, ref TickDraft draft)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return "a tick is a JSON object";
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Property(ref reader, ref draft) is { } fault)
            {
                return fault;
            }
        }

        return reader.Read() ? "more than one object" : null;
    }

    private string? Property(ref Utf8JsonReader reader, ref TickDraft draft)
    {
        if (reader.ValueTextEquals("time"u8))
        {
            return Time(ref reader, ref draft);
        }

        if (reader.ValueTextEquals("last"u8))
        {
            return Number(ref reader, "last", ref draft.Last, ref draft.Fields, TickFields.Last);
        }

        if (reader.ValueTextEquals("bid"u8))
        {
            return Number(ref reader, "bid", ref draft.Bid, ref draft.Fields, TickFields.Bid);
        }

        if (reader.ValueTextEquals("ask"u8))
        {
            return Number(ref reader, "ask", ref draft.Ask, ref draft.Fields, TickFields.Ask);
        }

        if (reader.ValueTextEquals("volume"u8))
        {
            return Number(ref reader, "volume", ref draft.Volume, ref draft.Fields, TickFields.Volume);
        }

        if (reader.ValueTextEquals("openInterest"u8))
        {
            return Number(ref reader, "openInterest", ref draft.OpenInterest, ref draft.Fields, TickFields.OpenInterest);
        }

        if (reader.ValueTextEquals("openInterestChange"u8))
        {
            return Number(ref reader, "openInterestChange", ref draft.OpenInterestChange, ref draft.Fields, TickFields.OpenInterestChange);
        }

        return reader.ValueTextEquals("product"u8) ? Product(ref reader, ref draft)
            : reader.ValueTextEquals("kind"u8) ? Kind(ref reader, ref draft)
            : reader.ValueTextEquals("expiry"u8) ? ExpiryDate(ref reader, ref draft)
            : reader.ValueTextEquals("strike"u8) ? Strike(ref reader, ref draft)
            : reader.ValueTextEquals("right"u8) ? Right(ref reader, ref draft)
            : reader.ValueTextEquals("id"u8) ? Id(ref reader, ref draft)
            : $"'{reader.GetString()}' is no property of a tick; there are {Known}";
    }

    private static string? Number(ref Utf8JsonReader reader, string name, ref double value, ref TickFields fields, TickFields field)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out value))
        {
            return $"'{name}' must be a number, not {Shown(ref reader)}";
        }

        fields |= field;
        return null;
    }

    private static string? Time(ref Utf8JsonReader reader, ref TickDraft draft)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double milliseconds) && Math.Abs(milliseconds) < 1e14)
        {
            draft.UnixMicroseconds = (long)Math.Round(milliseconds * 1000);
            return null;
        }

        Span<char> text = stackalloc char[MaxTextLength];
        if (TryText(ref reader, text, out int length) && HasOffset(text[..length]) && reader.TryGetDateTimeOffset(out DateTimeOffset time))
        {
            draft.UnixMicroseconds = Tick.MicrosecondsOf(time);
            return null;
        }

        return $"'time' must be an ISO 8601 instant with offset (2026-08-18T09:15:00+05:30) or unix milliseconds, not {Shown(ref reader)}";
    }

    /// <summary>An instant without one would silently be read in the server's own zone.</summary>
    private static bool HasOffset(ReadOnlySpan<char> time) => time.Length > 6 && (time[^1] is 'Z' || time[^6] is '+' or '-');

    private string? Product(ref Utf8JsonReader reader, ref TickDraft draft)
    {
        reader.Read();
        Span<char> text = stackalloc char[MaxTextLength];
        if (!TryText(ref reader, text, out int length))
        {
            return $"'product' must be a product's name, not {Shown(ref reader)}";
        }

        bool named = ProductId.TryParse(text[..length], out draft.Product);
        if (named && catalogue.Find(draft.Product) is not null)
        {
            return null;
        }

        if (catalogue.TryFind(text[..length].ToString(), out ProductSpec? product))
        {
            draft.Product = product.Id;
            return null;
        }

        return named ? null : $"'product' must be 1 to {ProductId.MaxLength} characters out of A-Z, 0-9, '&', '-', '_' and '.', not {Shown(ref reader)}";
    }

    private static string? Kind(ref Utf8JsonReader reader, ref TickDraft draft)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            draft.Kind = reader.ValueTextEquals("leg"u8) ? TickKind.Leg
                : reader.ValueTextEquals("underlying"u8) ? TickKind.Underlying
                : reader.ValueTextEquals("future"u8) ? TickKind.Future : default;
        }

        return draft.Kind == default ? $"'kind' must be underlying, future or leg, not {Shown(ref reader)}" : null;
    }

    private static string? ExpiryDate(ref Utf8JsonReader reader, ref TickDraft draft)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        Span<char> text = stackalloc char[MaxTextLength];
        return TryText(ref reader, text, out int length) && Expiry.TryParse(text[..length], out draft.Expiry) ? null : $"'expiry' must be yyyy-MM-dd, not {Shown(ref reader)}";
    }

    private static string? Strike(ref Utf8JsonReader reader, ref TickDraft draft)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double strike) && strike > 0)
        {
            draft.Strike = strike;
            return null;
        }

        return $"'strike' must be a number above 0, not {Shown(ref reader)}";
    }

    private static string? Right(ref Utf8JsonReader reader, ref TickDraft draft)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType == JsonTokenType.String)
        {
            draft.Right = reader.ValueTextEquals("call"u8) ? OptionRight.Call : reader.ValueTextEquals("put"u8) ? OptionRight.Put : null;
        }

        return draft.Right is null ? $"'right' must be call or put, not {Shown(ref reader)}" : null;
    }

    private static string? Id(ref Utf8JsonReader reader, ref TickDraft draft)
    {
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.Number when reader.TryGetUInt64(out draft.Id) && draft.Id != 0:
                return null;
            case JsonTokenType.String when reader.GetString() is { Length: > 0 } text:
                draft.Id = TickIdentity.FromText(text);
                return null;
            default:
                return $"'id' must be a text or a whole number above 0, not {Shown(ref reader)}";
        }
    }

    private static bool TryText(ref Utf8JsonReader reader, scoped Span<char> text, out int length)
    {
        long bytes = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        bool fits = reader.TokenType == JsonTokenType.String && bytes is > 0 and <= MaxTextLength;
        length = fits ? reader.CopyString(text) : 0;
        return fits;
    }

    /// <summary>The value as it came, cut to a readable length.</summary>
    private static string Shown(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            return reader.TokenType == JsonTokenType.StartObject ? "an object" : "an array";
        }

        string text = System.Text.Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
        text = text.Length > 40 ? text[..40] + "…" : text;
        return reader.TokenType == JsonTokenType.String ? $"'{text}'" : text;
    }
}
