namespace TradingAnalytics.WebFront.Ingest;

/// <summary>What one pushed batch may weigh. Section <c>Web:Ingest</c>.</summary>
public sealed class IngestLimits
{
    public const string Section = "Web:Ingest";

    /// <summary>Bytes of one batch, after decompression.</summary>
    public long MaxBytes { get; set; } = 64L << 20;

    /// <summary>Ticks in one batch; the rest of a longer one is not read.</summary>
    public int MaxTicks { get; set; } = 500_000;

    /// <summary>Bytes of one tick's JSON.</summary>
    public int MaxTickBytes { get; set; } = 4096;

    /// <summary>Ticks handed on at once: a body is submitted in chunks of this many while it is read, so it never lies in memory whole.</summary>
    public int ChunkTicks { get; set; } = 4096;

    /// <summary>Refusals listed in an answer; all are counted.</summary>
    public int MaxListedRefusals { get; set; } = 20;
}
