using System.Numerics;
using System.Runtime.InteropServices;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Deduplication;

/// <summary>
/// Remembers the ids of accepted ticks so that one delivered again is told from a new one. Ids are kept as 64-bit hashes of product and id in four generations; the oldest
/// generation is dropped as a whole when all its ids are older than the window, or earlier when the bound on memory asks for it (<see cref="EvictedEarly"/> counts those).
/// Two ids fall together with a probability of 2^-64 per pair: with 25 million remembered, one tick in 7·10^11 would be taken for a duplicate.
/// <para>Used by one thread at a time; the counters may be read by any.</para>
/// </summary>
public sealed class TickDeduplicator
{
    private const int Generations = 4;
    private readonly IdTable[] _tables;
    private readonly long[] _closedUnixMicroseconds = new long[Generations];
    private readonly long _windowMicroseconds;
    private readonly long _generationMicroseconds;
    private readonly int _generationIds;
    private int _current;
    private long _opened = long.MinValue;
    private long _newest = long.MinValue;
    private long _evictedEarly;
    private long _count;

    public TickDeduplicator(DeduplicationOptions options)
    {
        options.Validate();
        _windowMicroseconds = (long)options.Window.TotalMicroseconds;
        _generationMicroseconds = _windowMicroseconds / (Generations - 1);
        _generationIds = Math.Max(1, options.MaxIds / Generations);
        _tables = new IdTable[Generations];
        for (int i = 0; i < Generations; i++)
        {
            _tables[i] = new IdTable();
            if (options.Reserve)
            {
                _tables[i].Reserve(_generationIds);
            }
        }
    }

    /// <summary>Ids remembered now.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>Ids dropped before the window was over, for want of room: within it, a repeat of these would be taken for new. Raise <see cref="DeduplicationOptions.MaxIds"/> when it grows.</summary>
    public long EvictedEarly => Volatile.Read(ref _evictedEarly);

    /// <summary>Remembers the tick's id; false when it is known already. The tick must have an id.</summary>
    public bool TryAdd(in Tick tick, long nowUnixMicroseconds)
    {
        ulong hash = HashOf(in tick);
        if (Contains(hash))
        {
            return false;
        }

        Advance(nowUnixMicroseconds);
        _tables[_current].Add(hash);
        Volatile.Write(ref _count, _count + 1);
        return true;
    }

    /// <summary>Whether the tick's id is remembered.</summary>
    public bool Contains(in Tick tick) => Contains(HashOf(in tick));

    /// <summary>Takes an id back: its tick could not be journalled, and sent again it must not count as a duplicate.</summary>
    public void Forget(in Tick tick)
    {
        ulong hash = HashOf(in tick);
        foreach (IdTable table in _tables)
        {
            if (table.Remove(hash))
            {
                Volatile.Write(ref _count, _count - 1);
                return;
            }
        }
    }

    /// <summary>Takes over a frame accepted before a restart. Frames come in journal order, before any new tick.</summary>
    public void Restore(in TickFrame frame)
    {
        foreach (ref readonly Tick tick in frame.Ticks)
        {
            TryAdd(in tick, frame.ReceivedUnixMicroseconds);
        }
    }

    private bool Contains(ulong hash)
    {
        for (int i = 0; i < Generations; i++)
        {
            if (_tables[(_current - i) & (Generations - 1)].Contains(hash))
            {
                return true;
            }
        }

        return false;
    }

    private void Advance(long now)
    {
        _newest = Math.Max(_newest, now);
        if (_opened == long.MinValue)
        {
            _opened = _newest;
        }

        for (int turns = 0; turns < Generations && (_tables[_current].Count >= _generationIds || _newest - _opened >= _generationMicroseconds); turns++)
        {
            // A generation ends when its time is up, however late that is noticed: then a long silence ages the ones before it too.
            long end = Math.Min(_newest, _opened + _generationMicroseconds);
            _closedUnixMicroseconds[_current] = end;
            _current = (_current + 1) & (Generations - 1);
            IdTable oldest = _tables[_current];
            if (oldest.Count > 0)
            {
                if (_closedUnixMicroseconds[_current] + _windowMicroseconds > _newest)
                {
                    Volatile.Write(ref _evictedEarly, _evictedEarly + oldest.Count);
                }

                Volatile.Write(ref _count, _count - oldest.Count);
                oldest.Clear();
            }

            _opened = end;
        }

        if (_newest - _opened >= _generationMicroseconds)
        {
            _opened = _newest;
        }
    }

    /// <summary>Product and id in one number; a finaliser with full avalanche, since the table uses the low bits.</summary>
    private static ulong HashOf(in Tick tick)
    {
        ProductId product = tick.Product;
        ReadOnlySpan<ulong> name = MemoryMarshal.Cast<ProductId, ulong>(new ReadOnlySpan<ProductId>(in product));
        ulong hash = tick.Id ^ (name[0] * 0x9E3779B97F4A7C15) ^ BitOperations.RotateLeft(name[1] * 0xC2B2AE3D27D4EB4F, 31);
        hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCD;
        hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53;
        hash ^= hash >> 33;
        return hash == 0 ? 1 : hash;
    }
}
