using System.Buffers;

namespace TradingAnalytics.WebFront.Ingest;

/// <summary>Cuts a batch into the JSON of its ticks, as far as its bytes have come.</summary>
internal interface IBatchSplitter
{
    /// <summary>Where the last item stood, for people: <c>line 3</c>, <c>element 2</c>.</summary>
    string Place { get; }

    /// <summary>What is wrong, after <see cref="SplitStatus.Refused"/> and <see cref="SplitStatus.Broken"/>.</summary>
    string Detail { get; }

    /// <summary>Takes the next item off the front of <paramref name="buffer"/>.</summary>
    /// <param name="buffer">Unread bytes; moved past what was used.</param>
    /// <param name="complete">Whether no bytes follow these.</param>
    /// <param name="item">The JSON of one tick, with <see cref="SplitStatus.Item"/>.</param>
    SplitStatus Next(ref ReadOnlySequence<byte> buffer, bool complete, out ReadOnlySequence<byte> item);
}
