using System.Diagnostics.Metrics;
using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.Engine.Ingress;

/// <summary>Counts what the ingress does, over all and by the second. Written once per commit and delivery, read by anyone.</summary>
internal sealed class IngressMeter
{
    private const int Seconds = 16;
    private const int Window = 10;
    private static readonly int s_stages = Enum.GetValues<IngressStage>().Length;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly IngressInstruments _instruments;
    private readonly Lock _gate = new();
    private readonly Second[] _seconds = new Second[Seconds];
    private readonly long[] _refused = new long[256];
    private long _accepted;
    private long _duplicated;
    private long _refusedTotal;
    private long _commits;
    private long _failedCommits;
    private long _failedDeliveries;
    private string? _lastError;

    public IngressMeter(TimeProvider time, IMeterFactory? meters, Func<IngressStatistics> read)
    {
        _time = time;
        _start = time.GetTimestamp();
        _instruments = new IngressInstruments(meters, read);
        for (int i = 0; i < Seconds; i++)
        {
            _seconds[i] = new Second { Number = -1, Stages = new Stage[s_stages] };
        }
    }

    public void Decided(int duplicated, ReadOnlySpan<int> refusedByReason, long queuedSince, long startedAt)
    {
        lock (_gate)
        {
            _duplicated += duplicated;
            for (int i = 0; i < refusedByReason.Length; i++)
            {
                _refused[i] += refusedByReason[i];
                _refusedTotal += refusedByReason[i];
            }

            Add(IngressStage.Queue, _time.GetElapsedTime(queuedSince, startedAt));
            Add(IngressStage.Decide, _time.GetElapsedTime(startedAt));
        }

        if (duplicated > 0)
        {
            _instruments.Duplicated(duplicated);
        }

        for (int i = 0; i < refusedByReason.Length; i++)
        {
            if (refusedByReason[i] > 0)
            {
                _instruments.Refused((RefusalReason)i, refusedByReason[i]);
            }
        }
    }

    public void Committed(int ticks, long startedAt)
    {
        lock (_gate)
        {
            _accepted += ticks;
            _commits++;
            Current().Accepted += ticks;
            Add(IngressStage.Journal, _time.GetElapsedTime(startedAt));
        }

        _instruments.Accepted(ticks);
        _instruments.Committed(durable: true);
    }

    public void CommitFailed(Exception exception)
    {
        lock (_gate)
        {
            _failedCommits++;
            _lastError = exception.Message;
        }

        _instruments.Committed(durable: false);
    }

    public void Delivered(long journalledAt)
    {
        lock (_gate)
        {
            Add(IngressStage.Delivery, _time.GetElapsedTime(journalledAt));
        }
    }

    public void DeliveryFailed(string what)
    {
        lock (_gate)
        {
            _failedDeliveries++;
            _lastError = what;
        }

        _instruments.DeliveryFailed();
    }

    public IngressStatistics Read()
    {
        lock (_gate)
        {
            long now = Now();
            var byReason = new Dictionary<RefusalReason, long>();
            for (int i = 0; i < _refused.Length; i++)
            {
                if (_refused[i] > 0)
                {
                    byReason[(RefusalReason)i] = _refused[i];
                }
            }

            return new IngressStatistics
            {
                Accepted = _accepted,
                Duplicated = _duplicated,
                Refused = _refusedTotal,
                RefusedByReason = byReason,
                Commits = _commits,
                FailedCommits = _failedCommits,
                FailedDeliveries = _failedDeliveries,
                LastError = _lastError,
                TicksPerSecond = AcceptedOver(1, now),
                TicksPerSecondOverTen = AcceptedOver(Window, now),
                Queue = Over(IngressStage.Queue, now),
                Decide = Over(IngressStage.Decide, now),
                Journal = Over(IngressStage.Journal, now),
                Delivery = Over(IngressStage.Delivery, now),
            };
        }
    }

    private void Add(IngressStage stage, TimeSpan took)
    {
        double seconds = took.TotalSeconds;
        ref Stage sum = ref Current().Stages[(int)stage];
        sum.Count++;
        sum.Total += seconds;
        sum.Max = Math.Max(sum.Max, seconds);
        _instruments.Took(stage, seconds);
    }

    private long Now() => (long)_time.GetElapsedTime(_start).TotalSeconds;

    private Second Current()
    {
        long now = Now();
        Second second = _seconds[now % Seconds];
        if (second.Number != now)
        {
            second.Number = now;
            second.Accepted = 0;
            Array.Clear(second.Stages);
        }

        return second;
    }

    /// <summary>Per second, over whole seconds before the running one; over the time since the start while that is shorter.</summary>
    private double AcceptedOver(int seconds, long now)
    {
        long ticks = 0;
        foreach (Second second in _seconds)
        {
            ticks += second.Number >= now - seconds && second.Number >= 0 && second.Number < now ? second.Accepted : 0;
        }

        return now == 0 ? 0 : ticks / (double)Math.Min(seconds, now);
    }

    private StageLatency Over(IngressStage stage, long now)
    {
        Stage all = default;
        foreach (Second second in _seconds)
        {
            if (second.Number >= now - Window && second.Number >= 0)
            {
                Stage one = second.Stages[(int)stage];
                all.Count += one.Count;
                all.Total += one.Total;
                all.Max = Math.Max(all.Max, one.Max);
            }
        }

        return all.Count == 0 ? default : new StageLatency(all.Total / all.Count, all.Max, all.Count);
    }

    private sealed class Second
    {
        public long Number { get; set; }

        public long Accepted { get; set; }

        public required Stage[] Stages { get; init; }
    }

    private struct Stage
    {
        public long Count;
        public double Total;
        public double Max;
    }
}
