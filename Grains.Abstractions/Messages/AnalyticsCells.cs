using TradingAnalytics.Analytics.Exposures;
using TradingAnalytics.Analytics.Surfaces;
using TradingAnalytics.Analytics.VolatilityIndex;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Exposures;
using TradingAnalytics.Engine.Surfaces;
using TradingAnalytics.Engine.VolatilityIndex;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Abstractions.Messages;

/// <summary>
/// The parts of a chain's analytics as rows of numbers. A place never changes its meaning: new ones go to the end, and a row too short, from a silo of an older version, reads as "none" there.
/// </summary>
internal static class AnalyticsCells
{
    public static double[] Of(in SmileFit smile)
    {
        SviParameters slice = smile.Slice;
        SmileCertificate certificate = smile.Certificate;
        return
        [
            (int)smile.Status, smile.TimeToExpiryYears, smile.Forward, smile.DiscountFactor,
            slice.A, slice.B, slice.Rho, slice.M, slice.Sigma,
            certificate.Butterfly.MinimumG, certificate.Butterfly.At, certificate.Butterfly.WingSlope, certificate.Repaired ? 1 : 0,
            certificate.Points, certificate.NearPoints, certificate.Excluded,
            certificate.RmsVolPoints, certificate.RmsNearVolPoints, certificate.RmsNearTicks, certificate.InsideShare, certificate.InsideNearShare,
            smile.LowestLogMoneyness, smile.HighestLogMoneyness,
        ];
    }

    public static SmileFit ToSmile(double[] cells) => new()
    {
        Status = (SmileStatus)Whole(cells, 0),
        TimeToExpiryYears = At(cells, 1),
        Forward = At(cells, 2),
        DiscountFactor = At(cells, 3),
        Slice = new SviParameters(At(cells, 4), At(cells, 5), At(cells, 6), At(cells, 7), At(cells, 8)),
        Certificate = new SmileCertificate
        {
            Butterfly = new ButterflyCertificate(At(cells, 9), At(cells, 10), At(cells, 11)),
            Repaired = Whole(cells, 12) != 0,
            Points = Whole(cells, 13),
            NearPoints = Whole(cells, 14),
            Excluded = Whole(cells, 15),
            RmsVolPoints = At(cells, 16),
            RmsNearVolPoints = At(cells, 17),
            RmsNearTicks = At(cells, 18),
            InsideShare = At(cells, 19),
            InsideNearShare = At(cells, 20),
        },
        LowestLogMoneyness = At(cells, 21),
        HighestLogMoneyness = At(cells, 22),
    };

    public static double[] Of(in ExposureSums sums) =>
    [
        (int)sums.Status,
        sums.Calls.Gamma, sums.Calls.Delta, sums.Calls.Vanna, sums.Calls.Charm,
        sums.Puts.Gamma, sums.Puts.Delta, sums.Puts.Vanna, sums.Puts.Charm,
        sums.FlipMove, sums.Flip, sums.CallWall, sums.CallWallGamma, sums.PutWall, sums.PutWallGamma, sums.Counted, sums.Borrowed, sums.LeftOut,
    ];

    public static ExposureSums ToExposures(double[] cells) => new(
        (ExposureStatus)Whole(cells, 0),
        new Exposure(At(cells, 1), At(cells, 2), At(cells, 3), At(cells, 4)),
        new Exposure(At(cells, 5), At(cells, 6), At(cells, 7), At(cells, 8)),
        At(cells, 9),
        At(cells, 10),
        At(cells, 11),
        At(cells, 12),
        At(cells, 13),
        At(cells, 14),
        Whole(cells, 15),
        Whole(cells, 16),
        Whole(cells, 17));

    public static double[] Of(in ExpiryVariance variance)
    {
        TermVariance term = variance.Term;
        return
        [
            variance.Minutes, variance.Rate, (int)term.Status, term.Variance, term.Forward, term.CentralStrike, term.Options, term.Interpolated,
            (int)variance.Prices, (int)variance.ForwardSource,
        ];
    }

    public static ExpiryVariance ToVariance(double[] cells, Expiry expiry) => new(
        expiry,
        At(cells, 0),
        At(cells, 1),
        new TermVariance((IndexStatus)Whole(cells, 2), At(cells, 3), At(cells, 4), At(cells, 5), Whole(cells, 6), Whole(cells, 7)),
        (PriceSource)Whole(cells, 8),
        (ForwardSource)Whole(cells, 9));

    private static double At(double[] cells, int place) => place < cells.Length ? cells[place] : double.NaN;

    private static int Whole(double[] cells, int place) => place < cells.Length ? (int)cells[place] : 0;
}
