namespace TradingAnalytics.WebFront.Live;

/// <summary>
/// What leads every client that holds one version to another: one message, or two where a snapshot must be explained. Written once in each format that is asked for. Used by its room's loop only.
/// </summary>
internal sealed class Frame(bool isSnapshot, long epoch, long from, long sequence, StrikeRange range, params FramePart[] parts)
{
    private readonly PushMessage?[] _messages = new PushMessage?[3];

    /// <summary>Of a delta: when ingress took the newest tick in it, in Unix microseconds; 0 when it does not say.</summary>
    public long ReceivedUnixMicroseconds { get; init; }

    public bool IsSnapshot => isSnapshot;

    public long Epoch => epoch;

    public long From => from;

    public long Sequence => sequence;

    /// <summary>The strikes a client has that applied it.</summary>
    public StrikeRange Range => range;

    public PushMessage In(WireFormat format) => _messages[(int)format] ??= WireMessages.Of(format, parts, epoch, sequence);
}
