namespace TradingAnalytics.Silo;

/// <summary>Why the host cannot start, in words for the person who started it: what is wrong and what to do.</summary>
public sealed class StartupException(string message, Exception? inner = null) : Exception(message, inner);
