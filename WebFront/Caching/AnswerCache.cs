using System.Collections.Concurrent;
using BitFaster.Caching.Lru;
using Microsoft.Extensions.Options;

namespace TradingAnalytics.WebFront.Caching;

/// <summary>
/// Answers that cost something to make, for whoever asks the same: least recently used go first, each has a time for which it is fresh. One fetch per key however many ask. What is no longer fresh is given at once
/// while it is fetched anew, for a while; and for longer when fetching fails.
/// </summary>
internal sealed class AnswerCache(IOptions<CacheOptions> options, CacheCrisis crisis, TimeProvider time)
{
    private readonly CacheOptions _options = options.Value;
    private readonly ConcurrentLru<string, Entry> _entries = new(1, options.Value.Capacity, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<Entry>>> _loading = new(StringComparer.Ordinal);
    private long _hits;
    private long _misses;
    private long _stale;
    private long _loads;
    private long _failures;
    private long _expirations;

    /// <summary>An answer, from the cache or the loader.</summary>
    /// <param name="key">Names what is asked.</param>
    /// <param name="freshFor">How long it stays fresh, out of a crisis.</param>
    /// <param name="load">Fetches it; not cancelled with the one who asked first, for others wait for it too.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async ValueTask<CachedAnswer> GetAsync(string key, TimeSpan freshFor, Func<Task<byte[]>> load, CancellationToken cancellationToken)
    {
        Entry? held = _entries.TryGet(key, out Entry? found) ? found : null;
        TimeSpan fresh = crisis.IsOn ? freshFor * _options.CrisisStretch : freshFor;
        if (held is not null && Age(held) is var age && age < fresh + _options.StaleWhileRevalidate)
        {
            Interlocked.Increment(ref _hits);
            if (age < fresh)
            {
                return new CachedAnswer(held.Body, age, false);
            }

            Interlocked.Increment(ref _stale);
            _ = LoadAsync(key, load);
            return new CachedAnswer(held.Body, age, true);
        }

        Interlocked.Increment(ref _misses);
        try
        {
            Entry loaded = await LoadAsync(key, load).WaitAsync(cancellationToken);
            return new CachedAnswer(loaded.Body, TimeSpan.Zero, false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && held is not null && Age(held) < fresh + _options.StaleIfError)
        {
            Interlocked.Increment(ref _stale);
            return new CachedAnswer(held.Body, Age(held), true);
        }
        finally
        {
            Interlocked.Add(ref _expirations, held is null ? 0 : 1);
        }
    }

    /// <summary>Forgets every answer; how many there were.</summary>
    public int Clear()
    {
        int count = _entries.Count;
        _entries.Clear();
        return count;
    }

    public CacheFigures Read()
    {
        long hits = Interlocked.Read(ref _hits);
        long misses = Interlocked.Read(ref _misses);
        return new CacheFigures(
            _entries.Count,
            _entries.Capacity,
            _entries.Sum(entry => (long)entry.Value.Body.Length),
            hits,
            misses,
            hits + misses == 0 ? 0 : (double)hits / (hits + misses),
            Interlocked.Read(ref _stale),
            Interlocked.Read(ref _loads),
            Interlocked.Read(ref _failures),
            _entries.Metrics.Value?.Evicted ?? 0,
            Interlocked.Read(ref _expirations),
            crisis.IsOn);
    }

    private TimeSpan Age(Entry entry) => time.GetElapsedTime(entry.LoadedAt);

    private Task<Entry> LoadAsync(string key, Func<Task<byte[]>> load)
    {
        Lazy<Task<Entry>> loading = _loading.GetOrAdd(key, _ => new Lazy<Task<Entry>>(() => RunAsync(key, load)));
        return loading.Value;
    }

    private async Task<Entry> RunAsync(string key, Func<Task<byte[]>> load)
    {
        // Off the caller: it may only want what is there.
        await Task.Yield();
        try
        {
            var entry = new Entry(await load(), time.GetTimestamp());
            Interlocked.Increment(ref _loads);
            if (entry.Body.Length <= _options.MaxBytes)
            {
                _entries.AddOrUpdate(key, entry);
            }

            return entry;
        }
        catch
        {
            Interlocked.Increment(ref _failures);
            throw;
        }
        finally
        {
            _loading.TryRemove(key, out _);
        }
    }

    private sealed record Entry(byte[] Body, long LoadedAt);
}
