namespace TradingAnalytics.MarketData.Feeds;

/// <summary>A feed that can be gone on with by another process from where it was.</summary>
public interface IResumableFeed : IFeed
{
    /// <summary>A word that says how far it has come: what lies before it is journalled, what follows may be or not. Empty: nowhere yet.</summary>
    string Position { get; }
}
