using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.WebFront.Live;

/// <summary>The strikes around the money: the one nearest to it and so many on each side.</summary>
internal static class StrikeWindow
{
    /// <summary>From which strike to which. The money is the chain's ATM strike, its spot where that is not known yet, and the middle of the strikes where neither is.</summary>
    public static StrikeRange Of(LiveUpdate chain, int eachSide)
    {
        double[] strikes = [.. chain.Keys.Select(key => new RowKey(key)).Where(key => !key.IsHeader).Select(key => key.Strike).Distinct().Order()];
        if (strikes.Length == 0)
        {
            return StrikeRange.All;
        }

        double money = Header(chain, ChainColumn.AtmStrike) ?? Header(chain, ChainColumn.Spot) ?? strikes[strikes.Length / 2];
        int centre = 0;
        for (int i = 1; i < strikes.Length; i++)
        {
            // On a tie the lower strike, as everywhere.
            if (Math.Abs(strikes[i] - money) < Math.Abs(strikes[centre] - money))
            {
                centre = i;
            }
        }

        double lowest = strikes[(int)Math.Max(0, (long)centre - eachSide)];
        double highest = strikes[(int)Math.Min(strikes.Length - 1, (long)centre + eachSide)];
        return new StrikeRange(lowest, highest);
    }

    /// <summary>Whether a chain's window is still the one it was at a past sequence: neither the money nor the strikes there are were given since.</summary>
    public static bool IsSameSince(TableReplica chain, long sequence) =>
        chain.RowsVersion <= sequence
        && chain.VersionOf(RowKey.Header, ChainColumn.AtmStrike) <= sequence
        && (double.IsFinite(chain.Get(RowKey.Header, ChainColumn.AtmStrike)) || chain.VersionOf(RowKey.Header, ChainColumn.Spot) <= sequence);

    private static double? Header(LiveUpdate chain, int column) =>
        LiveUpdates.TryGet(chain, RowKey.Header, column, out double value) && double.IsFinite(value) ? value : null;
}
