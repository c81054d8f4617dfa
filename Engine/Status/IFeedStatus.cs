namespace TradingAnalytics.Engine.Status;

/// <summary>What the host says of the feed it runs, for the status page.</summary>
public interface IFeedStatus
{
    /// <summary>As shown to users: <c>simulate</c>, <c>replay FILE</c>; empty when the process runs none.</summary>
    string Name { get; }

    /// <summary>One line on what it is doing now.</summary>
    string State { get; }
}
