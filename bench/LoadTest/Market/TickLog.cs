namespace TradingAnalytics.LoadTest.Market;

/// <summary>
/// When the ticks of one chain were sent, in order. One writer; any number of readers, each at its own place. A message that shows the state of an instant has brought every tick up to there:
/// each tick's own wait counts, not only the newest's.
/// </summary>
internal sealed class TickLog(int capacity)
{
    private readonly (long UnixMicroseconds, int Count)[] _sent = new (long, int)[capacity];
    private int _length;

    public int Length => Volatile.Read(ref _length);

    public void Add(long unixMicroseconds, int count)
    {
        _sent[_length] = (unixMicroseconds, count);
        Volatile.Write(ref _length, _length + 1);
    }

    public (long UnixMicroseconds, int Count) this[int index] => _sent[index];
}
