namespace TradingAnalytics.WebFront.Api;

/// <summary>What became of the letters that were to be replayed: each is counted once.</summary>
/// <param name="Accepted">Journalled now.</param>
/// <param name="Duplicated">Had come in by another way.</param>
/// <param name="Refused">Refused again; each is a new letter.</param>
/// <param name="NotReplayed">Not brought in: no such letter, nothing that is a tick, or accepted by an earlier replay.</param>
/// <param name="Letters">Each of them, in the order they were brought in.</param>
internal sealed record ReplayAnswer(int Accepted, int Duplicated, int Refused, int NotReplayed, IReadOnlyList<ReplayedLetterAnswer> Letters);
