using System.Numerics;

namespace TradingAnalytics.MarketData.Deduplication;

/// <summary>A set of hashes in one flat array: open addressing, linear probing, at most three quarters full. The hash 0 is not allowed: it marks an empty slot.</summary>
internal sealed class IdTable
{
    private const int SmallestCapacity = 4_096;
    private ulong[] _slots = new ulong[SmallestCapacity];

    public int Count { get; private set; }

    public int Capacity => _slots.Length;

    public bool Contains(ulong hash)
    {
        ulong[] slots = _slots;
        int mask = slots.Length - 1;
        for (int i = (int)hash & mask; ; i = (i + 1) & mask)
        {
            ulong found = slots[i];
            if (found == hash)
            {
                return true;
            }

            if (found == 0)
            {
                return false;
            }
        }
    }

    /// <summary>Adds a hash that is not in the table.</summary>
    public void Add(ulong hash)
    {
        if ((long)(Count + 1) * 4 > (long)_slots.Length * 3)
        {
            Grow();
        }

        Place(_slots, hash);
        Count++;
    }

    public bool Remove(ulong hash)
    {
        int mask = _slots.Length - 1;
        int hole = (int)hash & mask;
        while (_slots[hole] != hash)
        {
            if (_slots[hole] == 0)
            {
                return false;
            }

            hole = (hole + 1) & mask;
        }

        // What probing had pushed past the hole moves back into it, so that no search stops short.
        for (int i = (hole + 1) & mask; _slots[i] != 0; i = (i + 1) & mask)
        {
            int home = (int)_slots[i] & mask;
            if (((i - home) & mask) >= ((i - hole) & mask))
            {
                _slots[hole] = _slots[i];
                hole = i;
            }
        }

        _slots[hole] = 0;
        Count--;
        return true;
    }

    /// <summary>Takes the memory for so many hashes, every page of it, so that it neither grows nor stalls for growing later. For an empty table.</summary>
    public void Reserve(int hashes)
    {
        _slots = new ulong[BitOperations.RoundUpToPowerOf2((uint)Math.Max(SmallestCapacity, ((long)hashes * 4 / 3) + 1))];
        Array.Clear(_slots);
    }

    /// <summary>Forgets all and keeps the memory for the next generation.</summary>
    public void Clear()
    {
        Array.Clear(_slots);
        Count = 0;
    }

    private void Grow()
    {
        ulong[] larger = new ulong[_slots.Length * 2];
        foreach (ulong hash in _slots)
        {
            if (hash != 0)
            {
                Place(larger, hash);
            }
        }

        _slots = larger;
    }

    private static void Place(ulong[] slots, ulong hash)
    {
        int mask = slots.Length - 1;
        int i = (int)hash & mask;
        while (slots[i] != 0)
        {
            i = (i + 1) & mask;
        }

        slots[i] = hash;
    }
}
