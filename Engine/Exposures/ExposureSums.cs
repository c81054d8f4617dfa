using TradingAnalytics.Analytics.Exposures;

namespace TradingAnalytics.Engine.Exposures;

/// <summary>
/// The exposures of a chain or a product as a whole, in currency, calls + and puts − (as if dealers were long the calls and short the puts the public trades): gamma (GEX) per 1 % move, vanna per
/// volatility point, charm per calendar day. NaN is "none".
/// </summary>
/// <param name="Status">Ok, or why there is nothing; everything else means something only when Ok.</param>
/// <param name="Calls">Sum over the calls.</param>
/// <param name="Puts">Sum over the puts.</param>
/// <param name="FlipMove">The move of the underlying, as a share, nearest to 0 at which total gamma changes sign; NaN when it does not within 15 %.</param>
/// <param name="Flip">The same as a level of the spot, or of the forward while no spot is known.</param>
/// <param name="CallWall">The strike whose calls hold the most gamma, the lowest on a tie.</param>
/// <param name="CallWallGamma">How much that is.</param>
/// <param name="PutWall">The strike whose puts hold the most gamma.</param>
/// <param name="PutWallGamma">How much that is, negative.</param>
/// <param name="Counted">Legs in the sums.</param>
/// <param name="Borrowed">Of these, legs without a volatility of their own, taken at that of the other right at their strike.</param>
/// <param name="LeftOut">Legs with open interest at strikes without any volatility: in no sum.</param>
public readonly record struct ExposureSums(
    ExposureStatus Status,
    Exposure Calls,
    Exposure Puts,
    double FlipMove,
    double Flip,
    double CallWall,
    double CallWallGamma,
    double PutWall,
    double PutWallGamma,
    int Counted,
    int Borrowed,
    int LeftOut)
{
    public Exposure Total => Calls + Puts;

    internal static ExposureSums None(ExposureStatus status, int leftOut = 0) =>
        new(status, default, default, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, 0, 0, leftOut);
}
