namespace TradingAnalytics.WebFront.History;

/// <summary>How a series is written.</summary>
internal enum SeriesFormat
{
    /// <summary>One object with an array of rows, by pages.</summary>
    Json,

    /// <summary>A line of names, then a line a row.</summary>
    Csv,

    /// <summary>A JSON object a line.</summary>
    Ndjson,
}
