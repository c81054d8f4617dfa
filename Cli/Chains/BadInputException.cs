namespace TradingAnalytics.Cli.Chains;

/// <summary>What the user gave cannot be used; the message says what, where and what to do. Exit code 2.</summary>
internal sealed class BadInputException(string message) : Exception(message);
