namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>A slice fitted to quotes, with the proof of what it is worth.</summary>
/// <param name="Slice">The slice.</param>
/// <param name="RootMeanSquare">Weighted RMS of model less quoted total variance.</param>
/// <param name="Butterfly">Its freedom of butterfly arbitrage.</param>
/// <param name="Repaired">Whether the best fit had arbitrage and was moved to the nearest slice on the way to an SSVI one that has none.</param>
public readonly record struct SviFit(SviParameters Slice, double RootMeanSquare, ButterflyCertificate Butterfly, bool Repaired);
