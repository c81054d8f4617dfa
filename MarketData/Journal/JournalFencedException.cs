namespace TradingAnalytics.MarketData.Journal;

/// <summary>Another process has taken the market over: this one's writes are refused, and none of the refused batch was taken.</summary>
public sealed class JournalFencedException(long fence)
    : IOException($"Another silo holds the market since: a write under number {fence} was refused and nothing of it taken. Send the batch again; it goes to the new holder.");
