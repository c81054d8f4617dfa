namespace TradingAnalytics.MarketData.Journal;

/// <summary>Another process (or another journal object of this one) writes to the folder.</summary>
public sealed class JournalInUseException(string folder, string owner, Exception inner)
    : IOException($"The journal in {folder} is in use by {owner}. Stop that process, or give this one a folder of its own (Journal:Folder).", inner);
