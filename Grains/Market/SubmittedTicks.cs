using System.Runtime.InteropServices;
using TradingAnalytics.Grains.Abstractions.Messages;
using TradingAnalytics.MarketData.Feeds;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.Grains.Market;

/// <summary>A submission on its way between processes: ticks as in a frame's payload, and the answer.</summary>
public static class SubmittedTicks
{
    public static byte[] Encode(ReadOnlyMemory<Tick> ticks) => MemoryMarshal.AsBytes(ticks.Span).ToArray();

    /// <summary>Hands what came over the wire to a sink.</summary>
    public static async Task<SubmitAnswer> SubmitAsync(ITickSink sink, ReadOnlyMemory<byte> ticks, string origin, CancellationToken cancellationToken)
    {
        if (ticks.Length % Tick.Size != 0)
        {
            throw new ArgumentException($"{ticks.Length} bytes are no whole number of ticks of {Tick.Size} bytes.", nameof(ticks));
        }

        SubmitResult result = await sink.SubmitAsync(MemoryMarshal.Cast<byte, Tick>(ticks.Span).ToArray(), origin, cancellationToken);
        SubmitRefusal[] refusals = [.. result.FirstRefusals.Select(refusal => new SubmitRefusal(refusal.Index, refusal.Reason, refusal.Detail))];
        return new SubmitAnswer(result.Accepted, result.Duplicated, result.Refused, refusals);
    }

    /// <summary>What the sender of these ticks is told.</summary>
    public static SubmitResult Decode(SubmitAnswer answer, ReadOnlyMemory<Tick> ticks)
    {
        Refusal[] refusals = [.. answer.FirstRefusals.Select(refusal => new Refusal(refusal.Index, ticks.Span[refusal.Index], refusal.Reason, refusal.Detail))];
        return new SubmitResult(answer.Accepted, answer.Duplicated, answer.Refused, refusals);
    }
}
