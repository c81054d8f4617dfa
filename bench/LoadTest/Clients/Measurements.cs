using HdrHistogram;

namespace TradingAnalytics.LoadTest.Clients;

/// <summary>What all clients of one run found together. Written by any of them at any time.</summary>
internal sealed class Measurements
{
    private long _messages;
    private long _bytes;
    private long _ticks;
    private long _misfits;
    private long _gaps;
    private long _lost;

    /// <summary>From sending a tick to a client holding its effect, per tick and client, in microseconds.</summary>
    public LongConcurrentHistogram PerTick { get; } = new(1, 600_000_000, 3);

    /// <summary>The same for the newest tick of each message only: how fresh what arrives is.</summary>
    public LongConcurrentHistogram Newest { get; } = new(1, 600_000_000, 3);

    /// <summary>Whether what arrives counts.</summary>
    public bool Measuring { get; set; }

    public long Messages => Interlocked.Read(ref _messages);

    public long Bytes => Interlocked.Read(ref _bytes);

    public long Ticks => Interlocked.Read(ref _ticks);

    /// <summary>Deltas that did not fit what the client held.</summary>
    public long Misfits => Interlocked.Read(ref _misfits);

    public long Gaps => Interlocked.Read(ref _gaps);

    /// <summary>Connections that ended, or were not made.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>Why the first was lost.</summary>
    public string? FirstLoss { get; private set; }

    /// <summary>Latencies and counts of arrivals begin anew.</summary>
    public void Clear()
    {
        PerTick.Reset();
        Newest.Reset();
        (_messages, _bytes, _ticks) = (0, 0, 0);
    }

    public void Received(int bytes)
    {
        if (Measuring)
        {
            Interlocked.Add(ref _bytes, bytes);
        }
    }

    public void Message(long newestMicroseconds)
    {
        if (Measuring)
        {
            Interlocked.Increment(ref _messages);
            Newest.RecordValue(Math.Max(1, newestMicroseconds));
        }
    }

    public void Arrived(long microseconds, int count)
    {
        if (Measuring)
        {
            Interlocked.Add(ref _ticks, count);
            PerTick.RecordValueWithCount(Math.Max(1, microseconds), count);
        }
    }

    public void Misfit() => Interlocked.Increment(ref _misfits);

    public void Gap() => Interlocked.Increment(ref _gaps);

    public void Loss(string why)
    {
        FirstLoss ??= why;
        Interlocked.Increment(ref _lost);
    }
}
