using System.Runtime.InteropServices;
using Orleans.Concurrency;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.Grains.Abstractions.Messages;
using TradingAnalytics.MarketData.Feeds;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Ingress;

/// <inheritdoc cref="IIngressGrain"/>
[Reentrant]
public sealed class IngressGrain(ITickSink sink) : Grain, IIngressGrain
{
    public async Task<SubmitAnswer> Submit(ReadOnlyMemory<byte> ticks, string origin)
    {
        if (ticks.Length % Tick.Size != 0)
        {
            throw new ArgumentException($"{ticks.Length} bytes are no whole number of ticks of {Tick.Size} bytes.", nameof(ticks));
        }

        Tick[] batch = MemoryMarshal.Cast<byte, Tick>(ticks.Span).ToArray();
        SubmitResult result = await sink.SubmitAsync(batch, origin, CancellationToken.None);
        SubmitRefusal[] refusals = [.. result.FirstRefusals.Select(refusal => new SubmitRefusal(refusal.Index, refusal.Reason, refusal.Detail))];
        return new SubmitAnswer(result.Accepted, result.Duplicated, result.Refused, refusals);
    }
}
