using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Catchup;

/// <summary>The journal as grains see it.</summary>
public interface IFrameSource
{
    /// <summary>
    /// Applies what the journal holds after a sequence, of a product with all its chains, or of a chain with its product's underlying. Answers with the sequence up to which nothing is missing then;
    /// fails when the journal cannot be read: a book is never taken for whole that may not be.
    /// </summary>
    Task<long> ReadAsync(long afterSequence, TickRoute route, Action<TickFrame> apply, CancellationToken cancellationToken);

    /// <summary>The routes that have frames after a sequence, each chain with its product, and up to which frame was searched.</summary>
    Task<(TickRoute[] Routes, long Through)> FindRoutesAsync(long afterSequence);

    /// <summary>The route's stored state holds every frame up to the sequence.</summary>
    void Stored(TickRoute route, long through);
}
