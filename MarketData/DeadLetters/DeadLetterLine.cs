using System.Text.Json;
using System.Text.Json.Serialization;
using TradingAnalytics.Analytics;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.MarketData.DeadLetters;

/// <summary>A letter, or a mark on one, as one line of JSON: readable by people and tools, and exact (a price that is no number is written as "NaN", ids as text).</summary>
internal sealed record DeadLetterLine
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter<RefusalReason>(JsonNamingPolicy.CamelCase), new JsonStringEnumConverter<ReplayOutcome>(JsonNamingPolicy.CamelCase) },
    };

    public long Id { get; init; }

    public DateTimeOffset At { get; init; }

    public RefusalReason Reason { get; init; }

    public string Origin { get; init; } = "";

    public string Detail { get; init; } = "";

    public string Tick { get; init; } = "0";

    public long TimeUnixMicroseconds { get; init; }

    public string Product { get; init; } = "";

    public byte Kind { get; init; }

    public int ExpiryDay { get; init; }

    public double Strike { get; init; }

    public byte Right { get; init; }

    public ushort Fields { get; init; }

    public double Last { get; init; }

    public double Bid { get; init; }

    public double Ask { get; init; }

    public double Volume { get; init; }

    public double OpenInterest { get; init; }

    public double OpenInterestChange { get; init; }

    /// <summary>Of a mark: the letter that was replayed; 0 in a letter.</summary>
    public long Replayed { get; init; }

    /// <summary>Of a mark: what became of the letter.</summary>
    public ReplayOutcome Outcome { get; init; }

    public static byte[] Write(DeadLetter letter) => JsonSerializer.SerializeToUtf8Bytes(From(letter), Json);

    public static byte[] WriteMark(long id, LetterReplay replay) =>
        JsonSerializer.SerializeToUtf8Bytes(new DeadLetterLine { Replayed = id, At = replay.At, Outcome = replay.Outcome }, Json);

    /// <summary>Null for a line that is not whole: the end of a file after a crash.</summary>
    public static DeadLetterLine? Read(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize<DeadLetterLine>(line, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static DeadLetterLine From(DeadLetter letter)
    {
        Tick tick = letter.Tick;
        return new DeadLetterLine
        {
            Id = letter.Id,
            At = letter.At,
            Reason = letter.Reason,
            Origin = letter.Origin,
            Detail = letter.Detail,
            Tick = tick.Id.ToString("x", System.Globalization.CultureInfo.InvariantCulture),
            TimeUnixMicroseconds = tick.UnixMicroseconds,
            Product = tick.Product.ToString(),
            Kind = (byte)tick.Kind,
            ExpiryDay = tick.Expiry.DayNumber,
            Strike = tick.Strike,
            Right = (byte)tick.Right,
            Fields = (ushort)tick.Fields,
            Last = tick.Last,
            Bid = tick.Bid,
            Ask = tick.Ask,
            Volume = tick.Volume,
            OpenInterest = tick.OpenInterest,
            OpenInterestChange = tick.OpenInterestChange,
        };
    }

    public DeadLetter ToLetter(LetterReplay? replay)
    {
        ProductId.TryParse(Product, out ProductId product);
        _ = ulong.TryParse(Tick, System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture, out ulong id);
        var tick = new Tick
        {
            Id = id,
            UnixMicroseconds = TimeUnixMicroseconds,
            Product = product,
            Kind = (TickKind)Kind,
            Expiry = new Expiry(ExpiryDay),
            Strike = Strike,
            Right = (OptionRight)Right,
            Fields = (TickFields)Fields,
            Last = Last,
            Bid = Bid,
            Ask = Ask,
            Volume = Volume,
            OpenInterest = OpenInterest,
            OpenInterestChange = OpenInterestChange,
        };
        return new DeadLetter(Id, At, Origin, Reason, Detail, tick, replay);
    }
}
