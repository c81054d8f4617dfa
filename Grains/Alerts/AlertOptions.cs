namespace TradingAnalytics.Grains.Alerts;

/// <summary>Bounds of alerts. Section <c>Alerts</c>.</summary>
public sealed class AlertOptions
{
    public const string Section = "Alerts";

    /// <summary>Rules a user may have. 1 to 10,000.</summary>
    public int MaxRules { get; set; } = 100;

    /// <summary>Rules one chain, product or product's analytics watches, of all users. 1 to 1,000,000.</summary>
    public int MaxRulesWatched { get; set; } = 10_000;

    /// <summary>Firings a user can look back on. 1 to 10,000.</summary>
    public int MaxHistory { get; set; } = 200;

    /// <summary>Webhook deliveries of a user that may wait, and as many given up that are listed. 1 to 1,000.</summary>
    public int MaxDeliveries { get; set; } = 100;

    /// <summary>How long one attempt at a webhook may take. 100 ms to 1 min.</summary>
    public TimeSpan WebhookTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether webhooks may go to this machine and to private networks. Who may make rules can then have the server call what only it can reach.</summary>
    public bool AllowPrivateWebhooks { get; set; }
}
