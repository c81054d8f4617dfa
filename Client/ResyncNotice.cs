namespace TradingAnalytics.Client;

/// <summary>The copy goes on otherwise than by the next delta.</summary>
/// <param name="Reason">epoch, ahead, resume, strikes, gapClosed or options, as the protocol has them; <c>client</c> when this side met a delta that did not follow on.</param>
/// <param name="Detail">The same in a sentence.</param>
public sealed record ResyncNotice(string Reason, string Detail);
