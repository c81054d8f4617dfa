using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.Cli.Chains;

/// <summary>The names of states and sources, the same as in the live tables.</summary>
internal static class ChainNames
{
    public static string ForwardSource(ForwardSource source) => Of(ChainSchema.Table.Header[ChainColumn.ForwardSource], (int)source);

    public static string State(ChainState state) => Of(ChainSchema.Table.Header[ChainColumn.State], (int)state);

    public static string Status(LegView leg) => Of(ChainSchema.Table.Rows[LegColumn.IvStatus], (int)leg.Status);

    public static string PriceSource(LegView leg) => Of(ChainSchema.Table.Rows[LegColumn.PriceSource], (int)leg.PriceSource);

    private static string Of(LiveColumn column, int value) => column.Names![value];
}
