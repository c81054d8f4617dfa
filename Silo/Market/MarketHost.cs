using Microsoft.Extensions.Options;
using TradingAnalytics.MarketData.Journal;
using TradingAnalytics.Silo.Configuration;
using TradingAnalytics.Silo.Journal;

namespace TradingAnalytics.Silo.Market;

/// <summary>
/// Sees to it that one silo of the cluster holds the market: runs the feed and takes ticks in. Every silo watches the lease; one that finds it free, or its holder silent, takes it and holds it until it
/// stops or another has taken it over. The others follow the journal meanwhile, ready to go on from its end. One that stops leaves the cluster only when another holds the market.
/// </summary>
internal sealed partial class MarketHost : BackgroundService
{
    private const int BeatsPerLease = 4;
    private static readonly TimeSpan s_gathering = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_ending = TimeSpan.FromSeconds(10);

    /// <summary>A silo that stops waits no longer than this for another to take the market: all may be stopping.</summary>
    private static readonly TimeSpan s_handingOver = TimeSpan.FromSeconds(2);

    private readonly IServiceProvider _services;
    private readonly ProcessPlan _plan;
    private readonly MarketSeat _seat;
    private readonly JournalRedis _redis;
    private readonly RedisFeedLease _lease;
    private readonly LeaseWatch _watch;
    private readonly MarketInstruments _instruments;
    private readonly RedisJournalOptions _options;
    private readonly ILocalSiloDetails _silo;
    private readonly IClusterMembershipService _members;
    private readonly TimeProvider _time;
    private readonly ILogger<MarketHost> _logger;
    private readonly string _run = Guid.NewGuid().ToString("N");
    private readonly long _startedAt;
    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _listens;
    private MarketTerm? _next;

    public MarketHost(
        IServiceProvider services,
        ProcessPlan plan,
        MarketSeat seat,
        JournalRedis redis,
        MarketInstruments instruments,
        IOptions<RedisJournalOptions> options,
        ILocalSiloDetails silo,
        IClusterMembershipService members,
        TimeProvider time,
        ILogger<MarketHost> logger)
    {
        (_services, _plan, _seat, _redis, _instruments, _options, _silo, _members, _time, _logger) = (services, plan, seat, redis, instruments, options.Value, silo, members, time, logger);
        _lease = new RedisFeedLease(redis.Connection, redis.Keys);
        _watch = new LeaseWatch(_options.LeaseTime, time);
        _startedAt = time.GetTimestamp();
    }

    private TimeSpan Beat => _options.LeaseTime / BeatsPerLease;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            Task moved = Moved;
            try
            {
                await ListenAsync();
                LeaseState state = await _lease.ReadAsync();
                _seat.Saw(state);
                if (_watch.MayTake(state) && IsGathered())
                {
                    await TakeAsync(state, stoppingToken);
                }
                else
                {
                    await FollowAsync(stoppingToken);
                }
            }
            catch (Exception fault) when (RedisFaults.IsOne(fault) || fault is JournalUnavailableException)
            {
                _watch.Forget();
                LogRedisAway(fault.Message);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(failure);
                await DropAsync();
            }
            catch (OperationCanceledException)
            {
                break;
            }

            await moved.WaitAsync(Beat, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await DropAsync();
    }

    /// <summary>The term this silo would begin if it took the market now keeps up with the journal.</summary>
    private async Task FollowAsync(CancellationToken stopping)
    {
        _next ??= new MarketTerm(_services);
        await _next.FollowAsync(stopping);
    }

    private async Task DropAsync()
    {
        if (Interlocked.Exchange(ref _next, null) is { } term)
        {
            await term.AbandonAsync();
        }
    }

    /// <summary>Completes when the market is next taken or let go. To be taken before one looks at the lease.</summary>
    private Task Moved => Volatile.Read(ref _moved).Task;

    private async Task ListenAsync()
    {
        if (!_listens)
        {
            await _lease.ListenAsync(() => Interlocked.Exchange(ref _moved, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult());
            _listens = true;
        }
    }

    /// <summary>Whether the silos are there that the market is to begin with; after a minute it begins with those that are.</summary>
    private bool IsGathered() =>
        _time.GetElapsedTime(_startedAt) > s_gathering || _members.CurrentSnapshot.Members.Values.Count(member => member.Status == SiloStatus.Active) >= _plan.Cluster.StartAfterSilos;

    private async Task TakeAsync(LeaseState seen, CancellationToken stopping)
    {
        (string? refusal, _) = await JournalPolicy.CheckAsync(_redis.Connection, _options);
        if (refusal is not null)
        {
            LogRefused(refusal);
            return;
        }

        long fence = await _lease.TryTakeAsync(seen, _run, _plan.Name, _silo.SiloAddress.ToParsableString(), _time.GetUtcNow());
        if (fence == 0)
        {
            return;
        }

        _instruments.Took();
        LogTook(fence, seen.Name.Length == 0 ? "nobody" : seen.Name);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var beating = new CancellationTokenSource();
        MarketTerm term = Interlocked.Exchange(ref _next, null) ?? new MarketTerm(_services);
        Task<bool> held = KeepAsync(fence, () => term.Position, over, beating.Token);
        try
        {
            long startedAt = _time.GetTimestamp();
            await term.BeginAsync(fence, seen.Position, over.Token);
            _seat.Saw(await _lease.ReadAsync());
            _seat.Take(term);
            LogBegan(fence, term.Journal.LastSequence, _time.GetElapsedTime(startedAt).TotalSeconds);
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            _seat.Leave();
            await EndAsync(term, fence, stopping.IsCancellationRequested && !held.IsCompleted);
            await beating.CancelAsync();
            if (await held)
            {
                await _lease.ReleaseAsync(fence);
                await AnotherTakesAsync(fence);
            }
        }
    }

    /// <summary>Waits until another silo holds the market that was let go, if there is one; what is pushed to this one meanwhile is brought there.</summary>
    private async Task AnotherTakesAsync(long fence)
    {
        long startedAt = _time.GetTimestamp();
        while (_time.GetElapsedTime(startedAt) < s_handingOver && _members.CurrentSnapshot.Members.Values.Count(member => member.Status == SiloStatus.Active) > 1)
        {
            Task moved = Moved;
            LeaseState state = await _lease.ReadAsync();
            _seat.Saw(state);
            if (state.Fence > fence)
            {
                LogHandedOver(state.Name, _time.GetElapsedTime(startedAt).TotalSeconds);
                return;
            }

            await moved.WaitAsync(Beat, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task EndAsync(MarketTerm term, long fence, bool inOrder)
    {
        if (inOrder)
        {
            using var patience = new CancellationTokenSource(s_ending, _time);
            await term.EndAsync(patience.Token);
        }
        else
        {
            await term.AbandonAsync();
        }

        LogEnded(fence);
    }

    /// <summary>Gives signs of life until told to end (true: the market is still held) or another holds the market (false).</summary>
    private async Task<bool> KeepAsync(long fence, Func<string> position, CancellationTokenSource over, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                if (!await _lease.RenewAsync(fence, position()))
                {
                    LogLost(fence);
                    await over.CancelAsync();
                    return false;
                }
            }
            catch (Exception fault) when (RedisFaults.IsOne(fault))
            {
                LogRedisAway(fault.Message);
            }

            await Task.Delay(Beat, _time, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return true;
    }

    [LoggerMessage(4060, LogLevel.Information, "Takes the market under number {Fence}, after {Before}")]
    private partial void LogTook(long fence, string before);

    [LoggerMessage(4061, LogLevel.Information, "Holds the market under number {Fence} after {Seconds:0.00} s; the journal ends at frame {LastSequence}")]
    private partial void LogBegan(long fence, long lastSequence, double seconds);

    [LoggerMessage(4062, LogLevel.Warning, "Another silo has taken the market over from number {Fence}")]
    private partial void LogLost(long fence);

    [LoggerMessage(4063, LogLevel.Information, "Has let go of the market under number {Fence}")]
    private partial void LogEnded(long fence);

    [LoggerMessage(4067, LogLevel.Information, "{Next} has taken the market {Seconds:0.00} s after it was let go")]
    private partial void LogHandedOver(string next, double seconds);

    [LoggerMessage(4064, LogLevel.Warning, "Redis does not tell who holds the market: {Reason}")]
    private partial void LogRedisAway(string reason);

    [LoggerMessage(4065, LogLevel.Critical, "Does not take the market. {Refusal}")]
    private partial void LogRefused(string refusal);

    [LoggerMessage(4066, LogLevel.Error, "Could not hold the market; it is tried again")]
    private partial void LogFailed(Exception exception);
}
