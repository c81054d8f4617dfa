using TradingAnalytics.Analytics;
using TradingAnalytics.Analytics.Surfaces;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.Surfaces;

namespace TradingAnalytics.Engine.Chains;

/// <summary>
/// The live table of a chain's smile: the fitted slice with its certificate, and a row per strike of the chain with what the market says there (the option out of the money) and what the slice says.
/// </summary>
public static class SmileTable
{
    private const int FitPlaces = 4;

    private static readonly CellMap<SmileHeader> Header = new CellMap<SmileHeader>()
        .Name<SmileStatus>("status", "ok, or why there is no smile.", static (in header) => (int)header.Chain.Smile.Status)
        .Number("spot", "The underlying.", static (in header) => header.Chain.Spot)
        .Number("forward", "F.", PublishedPrecision.Money, static (in header) => header.Chain.Smile.Forward)
        .Number("discountFactor", "To the cut-off.", PublishedPrecision.Term, static (in header) => header.Chain.Smile.DiscountFactor)
        .Number("timeToExpiry", "T, in years by the product's day count.", PublishedPrecision.Term, static (in header) => header.Chain.Smile.TimeToExpiryYears)
        .Append(SliceCells.Of<SmileHeader>(static (in header) => header.Slice))
        .Instant("asOf", "Market time: the newest tick in it.", static (in header) => header.Chain.AsOfUnixMicroseconds)
        .Instant("received", "When ingress took that tick.", static (in header) => header.Chain.ReceivedUnixMicroseconds);

    private static readonly CellMap<SmileStrike> Rows = new CellMap<SmileStrike>()
        .Name("optionRight", "Which option the market's volatilities are of: the one out of the money.", ["call", "put"], static (in strike) => strike.Has ? (int)strike.Point.Right : double.NaN)
        .Number("bidIv", "Volatility at the bid.", PublishedPrecision.Ratio, static (in strike) => strike.Has ? strike.Point.BidVolatility : double.NaN)
        .Number("iv", "Volatility at the price: the mid of a two-sided quote, else the last trade.", PublishedPrecision.Ratio, static (in strike) => strike.Has ? strike.Point.Volatility : double.NaN)
        .Number("askIv", "Volatility at the ask.", PublishedPrecision.Ratio, static (in strike) => strike.Has ? strike.Point.AskVolatility : double.NaN)
        .Name<PriceSource>("priceSource", "Which price that is.", static (in strike) => strike.Has ? (int)strike.Point.Source : double.NaN)
        .Number("weight", "The point's say in the fit beyond its own uncertainty, 0 to 1.", FitPlaces, static (in strike) => strike.Has ? strike.Point.Trust : double.NaN)
        .Name<SmileExclusion>("excluded", "Why it has none; none when it has.", static (in strike) => strike.Has ? (int)strike.Point.Exclusion : double.NaN)
        .Number("fittedIv", "Volatility of the slice.", PublishedPrecision.Ratio, static (in strike) => strike.FittedVolatility)
        .Number(
            "density",
            "Risk-neutral density of the underlying at the strike, per point of price: it integrates to 1 over strikes.",
            static (in strike) => PublishedPrecision.RoundToDigits(strike.Density, PublishedPrecision.GreekDigits));

    public static LiveSchema Schema { get; } = new("smile", "strikes", Header.Columns, Rows.Columns, RowKind.Strike);

    /// <summary>Writes every cell.</summary>
    /// <param name="table">One of <see cref="Schema"/>.</param>
    /// <param name="chain">The smile and its moment.</param>
    /// <param name="strikes">All strikes of the chain, ascending.</param>
    /// <param name="points">The smile's points, by strike, call before put.</param>
    internal static void Write(LiveTable table, ChainAnalytics chain, ReadOnlySpan<double> strikes, ReadOnlySpan<SmilePoint> points)
    {
        Header.Write(table, 0, new SmileHeader(chain, FittedSlice.Of(chain.Smile)));
        SmileFit smile = chain.Smile;
        int at = 0;
        foreach (double strike in strikes)
        {
            SmilePoint point = default;
            bool has = false;
            for (; at < points.Length && points[at].Strike <= strike; at++)
            {
                // At the money there may be both: the call counts from the forward upward.
                bool preferred = points[at].Right == (strike >= smile.Forward ? OptionRight.Call : OptionRight.Put);
                if (points[at].Strike == strike && (!has || preferred))
                {
                    point = points[at];
                    has = true;
                }
            }

            double k = Math.Log(strike / smile.Forward);
            Rows.Write(table, table.Row(RowKey.ForStrike(strike)), new SmileStrike(has, point, Fitted(in smile, k), Density(in smile, k, strike)));
        }
    }

    private static double Fitted(in SmileFit smile, double logMoneyness) => smile.IsOk ? smile.Slice.Volatility(logMoneyness, smile.TimeToExpiryYears) : double.NaN;

    private static double Density(in SmileFit smile, double logMoneyness, double strike)
    {
        SviParameters slice = smile.Slice;
        return smile.IsOk ? slice.Density(logMoneyness) / strike : double.NaN;
    }
}
