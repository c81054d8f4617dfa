namespace TradingAnalytics.MarketData.Feeds;

/// <summary>A source of ticks. It runs until its market ends or it is cancelled, and never stops on bad input.</summary>
public interface IFeed
{
    /// <summary>As shown to users: <c>simulate</c>, <c>replay FILE</c>.</summary>
    string Name { get; }

    /// <summary>One line on what it is doing now, for the status page.</summary>
    string State { get; }

    Task RunAsync(ITickSink sink, CancellationToken cancellationToken);
}
