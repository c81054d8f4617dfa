using System.Numerics;
using TradingAnalytics.Analytics.Pricing;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.Engine.Chains;

/// <summary>
/// A chain's table with every Greek: the published columns as they are and <see cref="GreekColumn"/> after them. The further ones are computed from the published volatility, forward, discount
/// factor and time of the same version, so whoever recomputes them from the table finds the same, wherever the table was read; they carry about six significant digits. NaN, "none", where
/// there is no volatility.
/// <para>
/// Trader units: volatility per percentage point in vanna, zomma and veta, per its square in volga and its cube in ultima; time per calendar day passing in charm, veta and color; speed, dual
/// delta and dual gamma per point of the forward or the strike.
/// </para>
/// </summary>
public static class ChainGreeks
{
    private const int Greeks = GreekColumn.DualGamma - GreekColumn.Vanna + 1;
    private const ulong WholeMask = (1UL << (GreekColumn.DualGamma + 1)) - 1;

    public static LiveSchema Table { get; } = new(
        ChainSchema.Table.Name,
        ChainSchema.Table.RowsName,
        ChainSchema.Table.Header,
        [
            .. ChainSchema.Table.Rows, new("vanna"), new("charm"), new("volga"), new("veta"), new("speed"), new("zomma"), new("color"), new("ultima"), new("dualDelta"), new("dualGamma"),
        ]);

    /// <summary>Adds the Greeks to a snapshot of a chain's table.</summary>
    public static LiveUpdate Extend(LiveUpdate chain)
    {
        double forward = Header(chain, ChainColumn.Forward);
        double discountFactor = Header(chain, ChainColumn.DiscountFactor);
        double timeToExpiry = Header(chain, ChainColumn.TimeToExpiry);
        int legs = Math.Max(0, chain.Keys.Length - 1);
        var masks = new ulong[chain.Masks.Length];
        var values = new double[chain.Values.Length + (legs * Greeks)];
        int from = 0;
        int to = 0;
        for (int row = 0; row < masks.Length; row++)
        {
            var key = new RowKey(chain.Keys[row]);
            int cells = BitOperations.PopCount(chain.Masks[row]);
            ReadOnlySpan<double> published = chain.Values.AsSpan(from, cells);
            published.CopyTo(values.AsSpan(to));
            masks[row] = chain.Masks[row];
            from += cells;
            to += cells;
            if (!key.IsHeader)
            {
                masks[row] = WholeMask;
                double volatility = published[LegColumn.Iv];
                Write(values.AsSpan(to, Greeks), Black76.Greeks(key.Right, forward, key.Strike, timeToExpiry, discountFactor, volatility).ToTraderGreeks(), volatility > 0);
                to += Greeks;
            }
        }

        return chain with { Masks = masks, Values = values };
    }

    private static void Write(Span<double> cells, in TraderGreeks greeks, bool isKnown)
    {
        if (!isKnown)
        {
            cells.Fill(double.NaN);
            return;
        }

        cells[GreekColumn.Vanna - GreekColumn.Vanna] = Rounded(greeks.VannaPerPercentagePoint);
        cells[GreekColumn.Charm - GreekColumn.Vanna] = Rounded(greeks.CharmPerCalendarDay);
        cells[GreekColumn.Volga - GreekColumn.Vanna] = Rounded(greeks.VolgaPerPercentagePointSquared);
        cells[GreekColumn.Veta - GreekColumn.Vanna] = Rounded(greeks.VetaPerPercentagePointPerCalendarDay);
        cells[GreekColumn.Speed - GreekColumn.Vanna] = Rounded(greeks.Speed);
        cells[GreekColumn.Zomma - GreekColumn.Vanna] = Rounded(greeks.ZommaPerPercentagePoint);
        cells[GreekColumn.Color - GreekColumn.Vanna] = Rounded(greeks.ColorPerCalendarDay);
        cells[GreekColumn.Ultima - GreekColumn.Vanna] = Rounded(greeks.UltimaPerPercentagePointCubed);
        cells[GreekColumn.DualDelta - GreekColumn.Vanna] = Rounded(greeks.DualDelta);
        cells[GreekColumn.DualGamma - GreekColumn.Vanna] = Rounded(greeks.DualGamma);
    }

    private static double Rounded(double greek) => PublishedPrecision.RoundToDigits(greek, PublishedPrecision.GreekDigits);

    private static double Header(LiveUpdate chain, int column) => LiveUpdates.TryGet(chain, RowKey.Header, column, out double value) ? value : double.NaN;
}
