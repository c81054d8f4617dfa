namespace TradingAnalytics.Engine.Live;

/// <summary>What the key of a live table's row names.</summary>
public enum RowKind : byte
{
    /// <summary>Strike and right.</summary>
    Leg = 0,

    /// <summary>An expiry's date.</summary>
    Expiry = 1,

    /// <summary>A strike.</summary>
    Strike = 2,

    /// <summary>A number of its own, written as <c>id</c>.</summary>
    Number = 3,
}
