namespace TradingAnalytics.Client;

/// <summary>How a client connects.</summary>
public sealed class MarketClientOptions
{
    /// <summary>The server, as in <c>http://127.0.0.1:5080</c>.</summary>
    public required Uri Server { get; init; }

    /// <summary>Gives the API key or access token of each connection; none in the open mode.</summary>
    public Func<Task<string?>>? AccessToken { get; init; }

    /// <summary>Delay before the first attempt to connect again; doubled with each further one.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest delay between attempts.</summary>
    public TimeSpan LastRetry { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a refused room, or one whose snapshot does not come, waits until it is asked for again.</summary>
    public TimeSpan AskAgainAfter { get; init; } = TimeSpan.FromSeconds(5);

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Spreads attempts, so that clients do not come back all at once.</summary>
    public Random Jitter { get; init; } = new();
}
