namespace TradingAnalytics.WebFront.Caching;

/// <summary>Answers that all web fronts of a cluster share, behind each one's own. It may forget any at any time, and fail: then answers are made.</summary>
public interface IAnswerStore
{
    /// <summary>An answer and how long ago it was made; null when it is not there.</summary>
    ValueTask<StoredAnswer?> GetAsync(string key, CancellationToken cancellationToken);

    /// <summary>Keeps an answer that was just made.</summary>
    ValueTask SetAsync(string key, ReadOnlyMemory<byte> body, TimeSpan keepFor, CancellationToken cancellationToken);
}
