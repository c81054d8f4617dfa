using System.Buffers;
using System.IO.Pipelines;
using Microsoft.Extensions.Options;
using TradingAnalytics.MarketData.DeadLetters;
using TradingAnalytics.MarketData.Feeds;

namespace TradingAnalytics.WebFront.Ingest;

/// <summary>
/// Takes pushed batches in, NDJSON or a JSON array (told apart by the first byte that is no white space): cuts, parses and submits while bytes come, so a batch of any length needs the memory of one
/// chunk. A tick that cannot be read is refused with its place and loses none of the others.
/// </summary>
internal sealed class BatchIntake(ITickSink sink, IDeadLetterStore deadLetters, TickJsonParser parser, IOptions<IngestLimits> limits)
{
    /// <summary>Reads a whole batch; completes when every tick of it is decided and every accepted one journalled.</summary>
    public async Task<IngestOutcome> TakeAsync(PipeReader body, string origin, CancellationToken cancellationToken)
    {
        using var chunk = new TickChunk(sink, deadLetters, limits.Value, origin);
        IBatchSplitter? splitter = null;
        long consumed = 0;
        while (true)
        {
            ReadResult read = await body.ReadAsync(cancellationToken);
            bool tooLong = consumed + read.Buffer.Length > limits.Value.MaxBytes;
            bool complete = read.IsCompleted && !tooLong;
            ReadOnlySequence<byte> buffer = tooLong ? read.Buffer.Slice(0, limits.Value.MaxBytes - consumed) : read.Buffer;
            splitter ??= Choose(ref buffer);
            (IngestStop? stop, buffer) = splitter is null ? (null, buffer) : await DrainAsync(splitter, buffer, complete, chunk, cancellationToken);
            consumed += read.Buffer.Slice(0, buffer.Start).Length;
            body.AdvanceTo(buffer.Start, read.Buffer.End);
            stop ??= tooLong ? IngestStop.TooManyBytes : complete ? IngestStop.End : null;
            if (stop is { } why)
            {
                await chunk.FlushAsync(cancellationToken);
                return chunk.Outcome(why, Explain(why, splitter));
            }
        }
    }

    private async ValueTask<(IngestStop? Stop, ReadOnlySequence<byte> Unread)> DrainAsync(
        IBatchSplitter splitter, ReadOnlySequence<byte> buffer, bool complete, TickChunk chunk, CancellationToken cancellationToken)
    {
        while (true)
        {
            switch (Step(splitter, ref buffer, complete, chunk))
            {
                case SplitStatus.More:
                    return (null, buffer);
                case SplitStatus.End:
                    return (IngestStop.End, buffer);
                case SplitStatus.Broken:
                    return (IngestStop.Broken, buffer);
                default:
                    if (chunk.Seen > limits.Value.MaxTicks)
                    {
                        return (IngestStop.TooManyTicks, buffer);
                    }

                    if (chunk.IsFull)
                    {
                        await chunk.FlushAsync(cancellationToken);
                    }

                    break;
            }
        }
    }

    private SplitStatus Step(IBatchSplitter splitter, ref ReadOnlySequence<byte> buffer, bool complete, TickChunk chunk)
    {
        SplitStatus status = splitter.Next(ref buffer, complete, out ReadOnlySequence<byte> item);
        if (status is SplitStatus.Item or SplitStatus.Refused && chunk.Seen == limits.Value.MaxTicks)
        {
            chunk.Overrun();
        }
        else if (status == SplitStatus.Refused)
        {
            chunk.Refuse($"{splitter.Place}: {splitter.Detail}", item);
        }
        else if (status == SplitStatus.Item)
        {
            if (parser.TryParse(item, out MarketData.Ticks.Tick tick, out string? fault))
            {
                chunk.Add(tick);
            }
            else
            {
                chunk.Refuse($"{splitter.Place}: {fault}", item);
            }
        }

        return status;
    }

    private IBatchSplitter? Choose(ref ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        // A byte order mark is no JSON, but some programs write one.
        reader.IsNext([0xEF, 0xBB, 0xBF], advancePast: true);
        ReadOnlySequence<byte> text = buffer.Slice(reader.Position);
        reader.AdvancePastAny((byte)' ', (byte)'\t', (byte)'\r', (byte)'\n');
        if (!reader.TryPeek(out byte first))
        {
            return null;
        }

        buffer = text;
        return first == '[' ? new ArraySplitter(limits.Value.MaxTickBytes) : new LineSplitter(limits.Value.MaxTickBytes);
    }

    private string Explain(IngestStop stop, IBatchSplitter? splitter) => stop switch
    {
        IngestStop.Broken => splitter!.Detail,
        IngestStop.TooManyTicks => $"A batch holds at most {limits.Value.MaxTicks} ticks: those after it were not read. Send them in further batches.",
        IngestStop.TooManyBytes => $"A batch is at most {limits.Value.MaxBytes} bytes long (decompressed): what follows was not read. Send it in further batches.",
        _ => "",
    };
}
