using TradingAnalytics.MarketData.Feeds;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.WebFront.Tests.Hosting;

/// <summary>Takes ticks like ingress does: by id once, negative prices refused.</summary>
internal sealed class FakeSink : ITickSink
{
    private readonly HashSet<ulong> _seen = [];

    public List<Tick> Accepted { get; } = [];

    public FakeDeadLetters DeadLetters { get; } = new();

    public List<int> Chunks { get; } = [];

    public List<string> Origins { get; } = [];

    public ValueTask<SubmitResult> SubmitAsync(ReadOnlyMemory<Tick> ticks, string origin, CancellationToken cancellationToken)
    {
        int duplicated = 0;
        List<Refusal> refusals = [];
        Chunks.Add(ticks.Length);
        Origins.Add(origin);
        for (int i = 0; i < ticks.Length; i++)
        {
            Tick tick = ticks.Span[i];
            tick = tick.Id == 0 ? TickIdentity.WithContentId(tick) : tick;
            if (tick.Last < 0)
            {
                DeadLetters.Keep(tick, RefusalReason.NegativePrice, $"last is {tick.Last}", origin);
                refusals.Add(new Refusal(i, tick, RefusalReason.NegativePrice, $"last is {tick.Last}"));
            }
            else if (_seen.Add(tick.Id))
            {
                Accepted.Add(tick);
            }
            else
            {
                duplicated++;
            }
        }

        return ValueTask.FromResult(new SubmitResult(ticks.Length - duplicated - refusals.Count, duplicated, refusals.Count, refusals));
    }
}
