using System.Buffers;
using System.Text;
using TradingAnalytics.MarketData.DeadLetters;
using TradingAnalytics.MarketData.Feeds;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.WebFront.Ingest;

/// <summary>The part of a batch that is in memory, and the tally of the whole of it.</summary>
internal sealed class TickChunk(ITickSink sink, IDeadLetterStore deadLetters, IngestLimits limits, string origin) : IDisposable
{
    private const int KeptTextBytes = 400;

    private readonly Tick[] _ticks = ArrayPool<Tick>.Shared.Rent(limits.ChunkTicks);
    private readonly int[] _indices = ArrayPool<int>.Shared.Rent(limits.ChunkTicks);
    private readonly List<IngestRefusal> _refusals = [];
    private int _count;
    private int _parsed;
    private int _accepted;
    private int _duplicated;
    private int _refused;

    /// <summary>Items met so far, readable or not.</summary>
    public int Seen { get; private set; }

    public bool IsFull => _count == limits.ChunkTicks;

    public void Add(in Tick tick)
    {
        _indices[_count] = Seen++;
        _ticks[_count++] = tick;
        _parsed++;
    }

    /// <summary>Refuses what is no tick. The sink never sees it, so its dead letter is written here: with the text instead of a tick.</summary>
    /// <param name="detail">Where it stood and what is wrong.</param>
    /// <param name="json">As it came.</param>
    public void Refuse(string detail, in ReadOnlySequence<byte> json)
    {
        _refused++;
        List(new IngestRefusal(Seen++, RefusalReason.MalformedTick, detail));
        if (deadLetters.Count(RefusalReason.MalformedTick))
        {
            string text = Encoding.UTF8.GetString(json.Slice(0, Math.Min(json.Length, KeptTextBytes)));
            deadLetters.Keep(default, RefusalReason.MalformedTick, text.Length == 0 ? detail : $"{detail}: {text}", origin);
        }
    }

    /// <summary>Notes an item beyond what a batch may hold.</summary>
    public void Overrun() => Seen++;

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_count == 0)
        {
            return;
        }

        SubmitResult result = await sink.SubmitAsync(_ticks.AsMemory(0, _count), origin, cancellationToken);
        _accepted += result.Accepted;
        _duplicated += result.Duplicated;
        _refused += result.Refused;
        foreach (Refusal refusal in result.FirstRefusals)
        {
            List(new IngestRefusal(_indices[refusal.Index], refusal.Reason, refusal.Detail));
        }

        _count = 0;
    }

    public IngestOutcome Outcome(IngestStop stop, string detail)
    {
        if (stop == IngestStop.Broken)
        {
            Refuse($"{detail}; nothing after it was read", default);
        }

        _refusals.Sort((left, right) => left.Index.CompareTo(right.Index));
        return new IngestOutcome(new IngestAnswer(_accepted, _duplicated, _refused, _refusals), _parsed, stop, detail);
    }

    public void Dispose()
    {
        ArrayPool<Tick>.Shared.Return(_ticks);
        ArrayPool<int>.Shared.Return(_indices);
    }

    private void List(IngestRefusal refusal)
    {
        if (_refusals.Count < limits.MaxListedRefusals)
        {
            _refusals.Add(refusal);
        }
    }
}
