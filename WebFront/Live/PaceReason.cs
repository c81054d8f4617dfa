namespace TradingAnalytics.WebFront.Live;

/// <summary>What sets a subscription's interval.</summary>
internal enum PaceReason : byte
{
    /// <summary>The client asked for it, or did not ask for another.</summary>
    Asked = 0,

    /// <summary>So many clients are connected that all are served more seldom.</summary>
    Crowd = 1,

    /// <summary>The client takes its messages too slowly for more.</summary>
    Slow = 2,
}
