namespace TradingAnalytics.Analytics.Parity;

/// <summary>Whether put–call parity gave a forward, and why not.</summary>
public enum ParityStatus : byte
{
    Ok = 0,

    /// <summary>No strike has both a call and a put price.</summary>
    NoPairs = 1,

    /// <summary>Time or prior rate is NaN or infinite, or the spans differ in length.</summary>
    InvalidInput = 2,

    /// <summary>The pairs are there but agree on no positive forward.</summary>
    NoForward = 3,
}
