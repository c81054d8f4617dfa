using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.WebFront.Api;

/// <summary>The strikes around the money: the one nearest to it and so many on each side.</summary>
internal static class StrikeWindow
{
    /// <summary>Which rows are inside. The money is the chain's ATM strike, its spot where that is not known yet, and the middle of the strikes where neither is.</summary>
    public static Predicate<RowKey> Of(LiveUpdate chain, int eachSide)
    {
        double[] strikes = [.. chain.Keys.Select(key => new RowKey(key)).Where(key => !key.IsHeader).Select(key => key.Strike).Distinct().Order()];
        if (strikes.Length == 0)
        {
            return static _ => true;
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
        return key => key.Strike >= lowest && key.Strike <= highest;
    }

    private static double? Header(LiveUpdate chain, int column) =>
        LiveUpdates.TryGet(chain, RowKey.Header, column, out double value) && double.IsFinite(value) ? value : null;
}
