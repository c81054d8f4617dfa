namespace TradingAnalytics.LoadTest.Market;

/// <summary>
/// When the ticks of one chain were sent, in order. One writer; any number of readers, each at its own place. A message that shows the state of an instant has brought every tick up to there:
/// each tick's own wait counts, not only the newest's.
/// </summary>
internal sealed class TickLog
{
    private (long UnixMicroseconds, int Count)[] _sent = new (long, int)[256];
    private int _length;

    public int Length => Volatile.Read(ref _length);

    public void Add(long unixMicroseconds, int count)
    {
        if (_length == _sent.Length)
        {
            (long UnixMicroseconds, int Count)[] larger = new (long, int)[2 * _length];
            _sent.CopyTo(larger, 0);
            Volatile.Write(ref _sent, larger);
        }

        _sent[_length] = (unixMicroseconds, count);
        Volatile.Write(ref _length, _length + 1);
    }

    /// <summary>Of an index below a length that was read before.</summary>
    public (long UnixMicroseconds, int Count) this[int index] => Volatile.Read(ref _sent)[index];
}
