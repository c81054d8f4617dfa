using System.Runtime.InteropServices;
using TradingAnalytics.Grains.Abstractions.Messages;
using TradingAnalytics.Grains.Routing;
using TradingAnalytics.MarketData.Feeds;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.Silo.Ingress;

/// <summary>Brings ticks pushed to a process without an ingress to the silo that has it. What is answered was journalled there; while that silo is down pushing fails, and the sender tries again.</summary>
public sealed class ForwardingSink(IGrainFactory grains) : ITickSink
{
    public async ValueTask<SubmitResult> SubmitAsync(ReadOnlyMemory<Tick> ticks, string origin, CancellationToken cancellationToken)
    {
        byte[] payload = MemoryMarshal.AsBytes(ticks.Span).ToArray();
        SubmitAnswer answer = await JournalOwner.Ingress(grains).Submit(payload, origin).WaitAsync(cancellationToken);
        Refusal[] refusals = [.. answer.FirstRefusals.Select(refusal => new Refusal(refusal.Index, ticks.Span[refusal.Index], refusal.Reason, refusal.Detail))];
        return new SubmitResult(answer.Accepted, answer.Duplicated, answer.Refused, refusals);
    }
}
