using System.Collections.Concurrent;
using BitFaster.Caching.Lru;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace TradingAnalytics.WebFront.Caching;

/// <summary>
/// Answers that cost something to make, for whoever asks the same: least recently used go first, each has a time for which it is fresh. One fetch per key however many ask. What is no longer fresh is given at once
/// while it is fetched anew, for a while; and for longer when fetching fails. Behind it, where there is one, lies what the web fronts of a cluster share (<see cref="IAnswerStore"/>): asked before an answer is made.
/// </summary>
internal sealed class AnswerCache(IOptions<CacheOptions> options, CacheCrisis crisis, TimeProvider time, IServiceProvider services)
{
    private readonly CacheOptions _options = options.Value;
    private readonly IAnswerStore? _shared = options.Value.ShareRecorded ? services.GetService<IAnswerStore>() : null;
    private readonly ConcurrentLru<string, Entry> _entries = new(1, options.Value.Capacity, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<Entry>>> _loading = new(StringComparer.Ordinal);
    private long _hits;
    private long _misses;
    private long _stale;
    private long _sharedHits;
    private long _sharedMisses;
    private long _sharedFailures;
    private long _loads;
    private long _failures;
    private long _expirations;

    /// <summary>An answer of this process, from its cache or the loader.</summary>
    /// <param name="key">Names what is asked.</param>
    /// <param name="freshFor">How long it stays fresh, out of a crisis.</param>
    /// <param name="load">Fetches it; not cancelled with the one who asked first, for others wait for it too.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public ValueTask<CachedAnswer> GetAsync(string key, TimeSpan freshFor, Func<Task<byte[]>> load, CancellationToken cancellationToken) => GetAsync(key, freshFor, null, load, cancellationToken);

    /// <summary>An answer of recorded days that are over. It does not change, and is the same for all web fronts that ask one store.</summary>
    /// <param name="key">Names what is asked.</param>
    /// <param name="load">Fetches it; not cancelled with the one who asked first, for others wait for it too.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public ValueTask<CachedAnswer> GetRecordedAsync(string key, Func<Task<byte[]>> load, CancellationToken cancellationToken) =>
        GetAsync(key, _options.RecordedFor, _shared, load, cancellationToken);

    /// <summary>Forgets every answer of this process; how many there were.</summary>
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
            crisis.IsOn,
            _shared is null ? null : new SharedCacheFigures(Interlocked.Read(ref _sharedHits), Interlocked.Read(ref _sharedMisses), Interlocked.Read(ref _sharedFailures)));
    }

    private async ValueTask<CachedAnswer> GetAsync(string key, TimeSpan freshFor, IAnswerStore? shared, Func<Task<byte[]>> load, CancellationToken cancellationToken)
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
            _ = LoadAsync(key, fresh, shared, load);
            return new CachedAnswer(held.Body, age, true);
        }

        Interlocked.Increment(ref _misses);
        Interlocked.Add(ref _expirations, held is null ? 0 : 1);
        try
        {
            Entry loaded = await LoadAsync(key, fresh, shared, load).WaitAsync(cancellationToken);
            TimeSpan old = Age(loaded);
            bool isStale = old >= fresh && loaded.IsOld;
            Interlocked.Add(ref _stale, isStale ? 1 : 0);
            return new CachedAnswer(loaded.Body, old, isStale);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && held is not null && Age(held) < fresh + _options.StaleIfError)
        {
            Interlocked.Increment(ref _stale);
            return new CachedAnswer(held.Body, Age(held), true);
        }
    }

    private TimeSpan Age(Entry entry) => time.GetElapsedTime(entry.LoadedAt);

    private Task<Entry> LoadAsync(string key, TimeSpan fresh, IAnswerStore? shared, Func<Task<byte[]>> load)
    {
        Lazy<Task<Entry>> loading = _loading.GetOrAdd(key, _ => new Lazy<Task<Entry>>(() => RunAsync(key, fresh, shared, load)));
        return loading.Value;
    }

    private async Task<Entry> RunAsync(string key, TimeSpan fresh, IAnswerStore? shared, Func<Task<byte[]>> load)
    {
        // Off the caller: it may only want what is there.
        await Task.Yield();
        StoredAnswer? stored = null;
        try
        {
            stored = shared is null ? null : await AskAsync(shared, key);
            if (stored is not null && stored.Age < fresh)
            {
                return Keep(key, new Entry(stored.Body, time.GetTimestamp() - Ticks(stored.Age), false));
            }

            Entry made = Keep(key, new Entry(await load(), time.GetTimestamp(), false));
            Interlocked.Increment(ref _loads);
            if (shared is not null && made.Body.Length <= _options.MaxBytes)
            {
                _ = TellAsync(shared, key, made.Body, fresh + _options.StaleIfError);
            }

            return made;
        }
        catch (Exception failure)
        {
            Interlocked.Increment(ref _failures);
            if (stored is not null && stored.Age < fresh + _options.StaleIfError && failure is not OperationCanceledException)
            {
                // Not kept here: the next who asks tries again.
                return new Entry(stored.Body, time.GetTimestamp() - Ticks(stored.Age), true);
            }

            throw;
        }
        finally
        {
            _loading.TryRemove(key, out _);
        }
    }

    private Entry Keep(string key, Entry entry)
    {
        if (entry.Body.Length <= _options.MaxBytes)
        {
            _entries.AddOrUpdate(key, entry);
        }

        return entry;
    }

    /// <summary>A shared cache that fails, or has no room, is as one that has not the answer.</summary>
    private async Task<StoredAnswer?> AskAsync(IAnswerStore shared, string key)
    {
        try
        {
            StoredAnswer? stored = await shared.GetAsync(key, CancellationToken.None);
            Interlocked.Increment(ref stored is null ? ref _sharedMisses : ref _sharedHits);
            return stored;
        }
        catch (Exception)
        {
            Interlocked.Increment(ref _sharedFailures);
            return null;
        }
    }

    private async Task TellAsync(IAnswerStore shared, string key, byte[] body, TimeSpan keepFor)
    {
        try
        {
            await shared.SetAsync(key, body, keepFor, CancellationToken.None);
        }
        catch (Exception)
        {
            Interlocked.Increment(ref _sharedFailures);
        }
    }

    private long Ticks(TimeSpan age) => (long)(age.TotalSeconds * time.TimestampFrequency);

    /// <param name="Body">The answer.</param>
    /// <param name="LoadedAt">When it was made, by the clock's timestamps.</param>
    /// <param name="IsOld">Given because no newer one could be made.</param>
    private sealed record Entry(byte[] Body, long LoadedAt, bool IsOld);
}
