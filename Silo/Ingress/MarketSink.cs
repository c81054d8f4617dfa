using Microsoft.Extensions.Options;
using TradingAnalytics.Grains.Abstractions.Messages;
using TradingAnalytics.Grains.Market;
using TradingAnalytics.MarketData.Feeds;
using TradingAnalytics.MarketData.Journal;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.Silo.Journal;
using TradingAnalytics.Silo.Market;

namespace TradingAnalytics.Silo.Ingress;

/// <summary>
/// Brings pushed ticks to the silo that holds the market, this one or another. Where they cannot be journalled soon the sender is told to send them again rather than kept waiting: ticks already taken are
/// told apart by their id.
/// </summary>
internal sealed class MarketSink(MarketSeat seat, MarketClient market, IOptions<RedisJournalOptions> options, TimeProvider time) : ITickSink
{
    /// <summary>A journal silent for so long is not waited for.</summary>
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(1);

    public async ValueTask<SubmitResult> SubmitAsync(ReadOnlyMemory<Tick> ticks, string origin, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(options.Value.PushTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            if (seat.Term is { } term)
            {
                return term.Journal.Silent < s_silence ? await term.Ingress.SubmitAsync(ticks, origin, either.Token) : throw Unavailable("The journal does not answer");
            }

            SiloAddress holder = seat.Holder ?? throw Unavailable("No silo holds the market just now");
            SubmitAnswer answer = await market.At(holder).Submit(SubmittedTicks.Encode(ticks), origin).WaitAsync(either.Token);
            return SubmittedTicks.Decode(answer, ticks);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Unavailable($"The ticks were not journalled within {options.Value.PushTimeout.TotalSeconds:0.#} s ({RedisJournalOptions.Section}:PushTimeout)");
        }
        catch (Exception failure) when (failure is JournalUnavailableException or JournalFencedException or InvalidOperationException)
        {
            throw Unavailable(failure.Message);
        }
    }

    private static SiloUnavailableException Unavailable(string why) => new($"{why}. Send the ticks again in a moment: those that were taken are told apart by their id.");
}
