namespace TradingAnalytics.Analytics.Numerics.Lanes;

/// <summary>Constants of the binary64 format.</summary>
internal static class DoubleBits
{
    /// <summary>Added to a positive double's bits, makes its exponent field that of the power of two within [√½, √2) of it: the bits of 1 less those of √½ at 1's exponent.</summary>
    public const long ToRootHalf = 0x3FF0000000000000 - 0x3FE6A09E667F3BCD;

    /// <summary>The bits of 1.5·2⁵²: added to a small whole number, give the double 1.5·2⁵² + that number.</summary>
    public const long Whole = 0x4338000000000000;

    /// <summary>1.5·2⁵² + 1023: what <see cref="Whole"/> and the exponent's bias are worth.</summary>
    public const double WholeBias = 6755399441055744.0 + 1023;
}
