namespace TradingAnalytics.Engine.History;

/// <summary>The store cannot answer or take anything now. It is tried again by whoever needs it next; the live side goes on without.</summary>
public sealed class HistoryUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
