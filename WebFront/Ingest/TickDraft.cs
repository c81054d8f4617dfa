using TradingAnalytics.Analytics;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.WebFront.Ingest;

/// <summary>A tick while its JSON is read: what has come so far.</summary>
internal struct TickDraft
{
    public ulong Id;
    public long? UnixMicroseconds;
    public ProductId Product;
    public TickKind Kind;
    public Expiry Expiry;
    public double? Strike;
    public OptionRight? Right;
    public TickFields Fields;
    public double Last;
    public double Bid;
    public double Ask;
    public double Volume;
    public double OpenInterest;
    public double OpenInterestChange;

    /// <summary>What is missing or does not fit together; null when it is a tick.</summary>
    public readonly string? Fault() => this switch
    {
        { UnixMicroseconds: null } => "'time' is missing: give an ISO 8601 instant with offset, or unix milliseconds",
        { Product.IsEmpty: true } => "'product' is missing",
        { Kind: 0 } => "'kind' is missing: underlying, future or leg",
        { Kind: not TickKind.Underlying, Expiry.IsNone: true } => $"'expiry' is missing: a {Kind.ToString().ToLowerInvariant()} needs it, as yyyy-MM-dd",
        { Kind: TickKind.Leg, Strike: null } => "'strike' is missing: a leg needs it",
        { Kind: TickKind.Leg, Right: null } => "'right' is missing: a leg needs it, call or put",
        { Kind: TickKind.Underlying, Expiry.IsNone: false } => "'expiry' does not belong to an underlying",
        { Kind: not TickKind.Leg, Strike: not null } => "'strike' belongs to a leg only",
        { Kind: not TickKind.Leg, Right: not null } => "'right' belongs to a leg only",
        { Fields: TickFields.None } => "it says nothing: give one of last, bid, ask, volume, openInterest, openInterestChange",
        _ => null,
    };

    public readonly Tick ToTick() => new()
    {
        Id = Id,
        UnixMicroseconds = UnixMicroseconds.GetValueOrDefault(),
        Product = Product,
        Kind = Kind,
        Expiry = Expiry,
        Strike = Strike.GetValueOrDefault(),
        Right = Right.GetValueOrDefault(),
        Fields = Fields,
        Last = Last,
        Bid = Bid,
        Ask = Ask,
        Volume = Volume,
        OpenInterest = OpenInterest,
        OpenInterestChange = OpenInterestChange,
    };
}
