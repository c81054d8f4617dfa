using System.Buffers;
using System.Text;
using TradingAnalytics.MarketData.DeadLetters;
using TradingAnalytics.MarketData.Feeds;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.WebFront.Api;

namespace TradingAnalytics.WebFront.Ingest;

/// <summary>
/// Brings dead letters in again, corrected or as they came, through the ordinary ingress: oldest first, one at a time, each marked with what became of it. A letter that was accepted once is not
/// brought in again.
/// </summary>
internal sealed class DeadLetterReplay(IDeadLetterStore store, ITickSink sink, TickJsonParser parser)
{
    /// <summary>Brings in letters, some of them corrected.</summary>
    public async Task<ReplayAnswer> ReplayAsync(IReadOnlyDictionary<long, ReplayedLetter> wanted, CancellationToken cancellationToken)
    {
        IReadOnlyList<DeadLetter> letters = store.Find(wanted.Keys.ToHashSet());
        var answers = new List<ReplayedLetterAnswer>();
        foreach (DeadLetter letter in letters.Reverse())
        {
            answers.Add(await ReplayAsync(letter, wanted[letter.Id], cancellationToken));
        }

        answers.AddRange(wanted.Keys.Except(letters.Select(letter => letter.Id)).Order().Select(id => new ReplayedLetterAnswer(id, null, "There is no such letter, or none any more.")));
        return new ReplayAnswer(
            answers.Count(answer => answer.Outcome == ReplayOutcome.Accepted),
            answers.Count(answer => answer.Outcome == ReplayOutcome.Duplicated),
            answers.Count(answer => answer.Outcome == ReplayOutcome.Refused),
            answers.Count(answer => answer.Outcome is null),
            answers);
    }

    private async Task<ReplayedLetterAnswer> ReplayAsync(DeadLetter letter, ReplayedLetter wanted, CancellationToken cancellationToken)
    {
        if (letter.Replay is { Outcome: not ReplayOutcome.Refused })
        {
            return new ReplayedLetterAnswer(letter.Id, null, $"It came in by the replay of {letter.Replay.At:O}.");
        }

        Tick tick = letter.Tick;
        if (wanted.Tick is { } corrected)
        {
            if (!parser.TryParse(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(corrected.GetRawText())), out tick, out string? fault))
            {
                return new ReplayedLetterAnswer(letter.Id, null, $"What is given in its place is no tick: {fault}.");
            }
        }
        else if (tick.Kind == default)
        {
            return new ReplayedLetterAnswer(letter.Id, null, "What came could not be read as a tick: give one in its place.");
        }

        SubmitResult result = await sink.SubmitAsync(new[] { tick }, $"dead-letter:{letter.Id}", cancellationToken);
        ReplayOutcome outcome = result.Accepted == 1 ? ReplayOutcome.Accepted : result.Duplicated == 1 ? ReplayOutcome.Duplicated : ReplayOutcome.Refused;
        store.Mark(letter.Id, outcome);
        return new ReplayedLetterAnswer(letter.Id, outcome, result.FirstRefusals.Count > 0 ? result.FirstRefusals[0].Detail : "");
    }
}
