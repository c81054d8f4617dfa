namespace TradingAnalytics.Grains.Abstractions.Messages;

/// <summary>Whether a rule was stored.</summary>
[GenerateSerializer, Alias("ta.AlertChangeResult")]
public enum AlertChangeResult : byte
{
    /// <summary>It is stored and at work.</summary>
    Stored = 0,

    /// <summary>The user has no rule of that id.</summary>
    Unknown = 1,

    /// <summary>The user has as many rules as he may.</summary>
    TooMany = 2,

    /// <summary>What it watches is watched by as many rules as it may, of all users.</summary>
    Crowded = 3,

    /// <summary>Its webhook leads to this machine or a private network.</summary>
    WebhookRefused = 4,
}
