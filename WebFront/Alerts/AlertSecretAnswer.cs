namespace TradingAnalytics.WebFront.Alerts;

/// <param name="Secret">What the caller's webhooks are signed with from now on. Shown this once.</param>
internal sealed record AlertSecretAnswer(string Secret);
