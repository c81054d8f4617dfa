namespace TradingAnalytics.Grains.Alerts.Webhooks;

/// <summary>The server does not call such an address.</summary>
public sealed class WebhookRefusedException(string message) : Exception(message);
