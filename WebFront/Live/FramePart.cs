namespace TradingAnalytics.WebFront.Live;

/// <summary>One message to clients: what it is called and the JSON of its one argument.</summary>
internal readonly record struct FramePart(string Method, ReadOnlyMemory<byte> Json)
{
    public const string Snapshot = "snapshot";
    public const string Delta = "delta";
    public const string Resync = "resync";
    public const string Gap = "gap";
    public const string Status = "status";
}
