using System.Globalization;

namespace TradingAnalytics.Cluster.Tests;

/// <summary>What a round cost those who watched.</summary>
/// <param name="Disruption">What was done.</param>
/// <param name="Whom">To which process.</param>
/// <param name="Silence">The longest time a room showed nothing new to some client, over all rooms.</param>
/// <param name="Room">The room that was silent for so long, and from when on.</param>
/// <param name="MedianSilence">The same of the room in the middle.</param>
/// <param name="Refused">The longest time without an acknowledged push, over all products.</param>
/// <param name="Answers">What pushes were answered that were not acknowledged, and how often, since the beginning.</param>
/// <param name="Whole">From the disruption until all silos are active again and someone holds the market.</param>
/// <param name="Load">How many threads of the machine had or wanted a processor, in the mean of the last minute.</param>
internal sealed record RoundFigures(Disruption Disruption, string Whom, TimeSpan Silence, string Room, TimeSpan MedianSilence, TimeSpan Refused, string Answers, TimeSpan Whole, string Load)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Disruption} of {Whom}: longest silence of a room {Silence.TotalSeconds:0.0} s ({Room}; median of rooms {MedianSilence.TotalSeconds:0.0} s), longest without an acknowledged push {Refused.TotalSeconds:0.0} s (refusals so far: {Answers}), whole after {Whole.TotalSeconds:0.0} s, load {Load}");
}
