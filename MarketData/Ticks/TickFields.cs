namespace TradingAnalytics.MarketData.Ticks;

/// <summary>Which fields a tick carries.</summary>
[Flags]
public enum TickFields : ushort
{
    None = 0,
    Last = 1,
    Bid = 2,
    Ask = 4,
    Volume = 8,
    OpenInterest = 16,
    OpenInterestChange = 32,
    Quote = Bid | Ask,
    All = Last | Quote | Volume | OpenInterest | OpenInterestChange,
}
