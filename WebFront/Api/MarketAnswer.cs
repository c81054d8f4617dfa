namespace TradingAnalytics.WebFront.Api;

/// <summary>Which silo holds the market: runs the feed, takes ticks in, writes the journal.</summary>
/// <param name="Holder">What it is called; empty while none does.</param>
/// <param name="Since">When it took over; null while none has.</param>
/// <param name="Fence">The number under which it writes; rises by one with each holder.</param>
/// <param name="JournalSilentSeconds">For how long the journal has not answered it; 0 while it does.</param>
internal sealed record MarketAnswer(string Holder, DateTimeOffset? Since, long Fence, double JournalSilentSeconds);
