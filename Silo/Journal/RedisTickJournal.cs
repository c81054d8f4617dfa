using System.Globalization;
using StackExchange.Redis;
using TradingAnalytics.MarketData.Journal;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Silo.Journal;

/// <summary>
/// The journal in Redis as the one silo writes it that holds the market. A batch is one script, one round trip; the script refuses a writer whose fencing number is no longer the holder's. A batch
/// of which it is not known whether Redis took it is sent again until that is known: it is not written twice.
/// </summary>
internal sealed partial class RedisTickJournal : ITickJournal, IDisposable
{
    private const int LeadingArguments = 4;
    private const int ArgumentsPerFrame = 4;
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromSeconds(1);
    private readonly IConnectionMultiplexer _redis;
    private readonly RedisJournalKeys _keys;
    private readonly RedisJournalReader _reader;
    private readonly RedisJournalOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private Dictionary<TickRoute, long> _newest = [];
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _closed = new();
    private long _batch;
    private long _lastSequence;
    private long _silentSince;
    private long _lookedAt;
    private long _seen;

    /// <param name="redis">The connection.</param>
    /// <param name="keys">Where the journal lies.</param>
    /// <param name="options">How safe a batch must be.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public RedisTickJournal(IConnectionMultiplexer redis, RedisJournalKeys keys, RedisJournalOptions options, TimeProvider time, ILogger logger)
    {
        _redis = redis;
        _keys = keys;
        _reader = new RedisJournalReader(redis, keys);
        _options = options;
        _time = time;
        _logger = logger;
    }

    /// <summary>The number under which this silo holds the market; 0 while it only reads.</summary>
    public long Fence { get; private set; }

    /// <summary>While this silo only reads, as of a moment ago.</summary>
    public long LastSequence => Fence == 0 ? Seen() : Volatile.Read(ref _lastSequence);

    /// <summary>Begins to write, at the journal's end. Waits for Redis.</summary>
    /// <param name="fence">The number under which this silo holds the market.</param>
    public void Open(long fence)
    {
        _newest = _reader.Newest();
        Volatile.Write(ref _lastSequence, _reader.LastSequence);
        Fence = fence;
    }

    /// <summary>For how long a batch has waited for Redis to answer; zero when none does.</summary>
    public TimeSpan Silent => Volatile.Read(ref _silentSince) is > 0 and long since ? _time.GetElapsedTime(since) : TimeSpan.Zero;

    /// <inheritdoc/>
    /// <remarks>Cancellation counts only before the batch is sent: what may be written is waited for.</remarks>
    /// <exception cref="JournalFencedException">Another silo holds the market.</exception>
    /// <exception cref="JournalUnavailableException">This journal was closed while Redis did not answer.</exception>
    public async ValueTask<IReadOnlyList<TickFrame>> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken)
    {
        if (entries.Count == 0)
        {
            return [];
        }

        for (int i = 0; i < entries.Count; i++)
        {
            if (entries[i].Payload.Length is int length && (length == 0 || length % Tick.Size != 0))
            {
                throw new ArgumentException($"Entry {i} has {length} bytes: a frame holds one or more ticks of {Tick.Size} bytes.", nameof(entries));
            }
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_closed.IsCancellationRequested, this);
            if (Fence == 0)
            {
                throw new InvalidOperationException("The journal is not open for writing: this silo does not hold the market.");
            }

            return await AppendInTurnAsync(entries);
        }
        finally
        {
            _turn.Release();
        }
    }

    public IEnumerable<TickFrame> Read(long afterSequence, Func<TickRoute, bool>? routes = null) => _reader.Read(afterSequence, routes);

    public long LastSequenceBefore(long receivedUnixMicroseconds) => _reader.LastSequenceBefore(receivedUnixMicroseconds);

    /// <summary>Gives up a batch that waits for Redis. What became of it shows in the journal.</summary>
    public void Dispose() => _closed.Cancel();

    /// <summary>Whoever reads the metrics asks, again and again; Redis is not asked as often.</summary>
    private long Seen()
    {
        long now = _time.GetTimestamp();
        long lookedAt = Volatile.Read(ref _lookedAt);
        if ((lookedAt == 0 || _time.GetElapsedTime(lookedAt, now) >= s_lookEvery) && Interlocked.CompareExchange(ref _lookedAt, now, lookedAt) == lookedAt)
        {
            Volatile.Write(ref _seen, _reader.LastSequence);
        }

        return Volatile.Read(ref _seen);
    }

    private async Task<IReadOnlyList<TickFrame>> AppendInTurnAsync(IReadOnlyList<JournalEntry> entries)
    {
        var frames = new TickFrame[entries.Count];
        var keys = new RedisKey[LeadingArguments + frames.Length];
        var arguments = new RedisValue[LeadingArguments + (ArgumentsPerFrame * frames.Length)];
        long bytes = Encode(entries, frames, keys, arguments);
        (keys[0], keys[1], keys[2], keys[3]) = (_keys.Lease, _keys.Head, _keys.Routes, _keys.Marks);
        (arguments[0], arguments[1], arguments[2], arguments[3]) = (Fence, ++_batch, _lastSequence, bytes);

        long sequence = await UntilAnsweredAsync(keys, arguments);
        if (sequence == JournalScripts.Fenced)
        {
            throw new JournalFencedException(Fence);
        }

        if (sequence != frames[^1].Sequence)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The journal in Redis ends at frame {sequence} where {frames[^1].Sequence} was written: something else writes to {_keys.Head}."));
        }

        foreach (TickFrame frame in frames)
        {
            _newest[frame.Route] = frame.Sequence;
        }

        Volatile.Write(ref _lastSequence, sequence);
        return frames;
    }

    private long Encode(IReadOnlyList<JournalEntry> entries, TickFrame[] frames, RedisKey[] keys, RedisValue[] arguments)
    {
        long bytes = 0;
        var inBatch = new Dictionary<TickRoute, long>();
        for (int i = 0; i < frames.Length; i++)
        {
            JournalEntry entry = entries[i];
            long previous = inBatch.TryGetValue(entry.Route, out long before) ? before : _newest.GetValueOrDefault(entry.Route);
            frames[i] = new TickFrame(_lastSequence + 1 + i, previous, entry.Route, entry.ReceivedUnixMicroseconds, entry.Payload);
            inBatch[entry.Route] = frames[i].Sequence;
            bytes += entry.Payload.Length;
            keys[LeadingArguments + i] = _keys.FramesOf(entry.Route);
            Span<RedisValue> own = arguments.AsSpan(LeadingArguments + (ArgumentsPerFrame * i), ArgumentsPerFrame);
            (own[0], own[1], own[2], own[3]) = (entry.Route.ToString(), previous, entry.ReceivedUnixMicroseconds, entry.Payload);
        }

        return bytes;
    }

    private async Task<long> UntilAnsweredAsync(RedisKey[] keys, RedisValue[] arguments)
    {
        for (TimeSpan pause = s_firstPause; ;)
        {
            try
            {
                IDatabase database = _redis.GetDatabase();
                long sequence = (long)await database.ScriptEvaluateAsync(JournalScripts.Append, keys, arguments);
                await ReplicatedAsync(database);
                Answered();
                return sequence;
            }
            catch (Exception fault) when (RedisFaults.IsOne(fault))
            {
                await PauseAfterAsync(fault, pause);
                pause = pause * 2 < s_longestPause ? pause * 2 : s_longestPause;
            }
        }
    }

    private async Task ReplicatedAsync(IDatabase database)
    {
        if (_options.Replicas > 0)
        {
            long replicas = (long)await database.ExecuteAsync("WAIT", _options.Replicas, (long)s_longestPause.TotalMilliseconds);
            if (replicas < _options.Replicas)
            {
                throw new TimeoutException($"{replicas} replicas of Redis have the batch, {_options.Replicas} (Cluster:Journal:Replicas) must.");
            }
        }
    }

    private void Answered()
    {
        if (Volatile.Read(ref _silentSince) != 0)
        {
            LogAnswered(Silent.TotalSeconds);
            Volatile.Write(ref _silentSince, 0);
        }
    }

    private async Task PauseAfterAsync(Exception fault, TimeSpan pause)
    {
        if (Volatile.Read(ref _silentSince) == 0)
        {
            LogSilent(fault.Message);
            Volatile.Write(ref _silentSince, _time.GetTimestamp());
        }

        try
        {
            await Task.Delay(pause, _time, _closed.Token);
        }
        catch (OperationCanceledException)
        {
            throw new JournalUnavailableException(fault.Message, fault);
        }
    }

    [LoggerMessage(4040, LogLevel.Error, "The journal's Redis does not answer; what comes in is held back until it does: {Reason}")]
    private partial void LogSilent(string reason);

    [LoggerMessage(4041, LogLevel.Information, "The journal's Redis answers again after {Seconds:0.0} s")]
    private partial void LogAnswered(double seconds);
}
