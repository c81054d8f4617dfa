using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.Engine.Chains;

/// <summary>The live table of a chain: a header (<see cref="ChainColumn"/>) and a row per leg (<see cref="LegColumn"/>).</summary>
public static class ChainSchema
{
    private static readonly string[] ForwardSources = ["none", "parity", "future", "spot"];
    private static readonly string[] States = ["live", "expired"];
    private static readonly string[] Statuses = ["ok", "noPrice", "belowIntrinsic", "atIntrinsic", "aboveBound", "expired", "invalidInput"];
    private static readonly string[] PriceSources = ["none", "mid", "last"];

    public static LiveSchema Table { get; } = new(
        "chain",
        "legs",
        [
            new("spot"), new("forward"), ForwardSourceColumn, new("discountFactor"), new("timeToExpiry"), new("atmStrike"), new("atmIv"), new("straddle"),
            new("pcrOi"), new("pcrVolume"), new("maxPain"), new("callOi"), new("putOi"), new("callVolume"), new("putVolume"), new("callOiChange"), new("putOiChange"),
            new("lotSize"), new("state", CellKind.Name, States), new("asOf", CellKind.Instant), new("received", CellKind.Instant),
        ],
        [
            new("bid"), new("ask"), new("last"), new("volume"), new("oi"), new("oiChange"), new("iv"), new("ivStatus", CellKind.Name, Statuses),
            new("priceSource", CellKind.Name, PriceSources), new("delta"), new("gamma"), new("theta"), new("vega"), new("rho"), new("updated", CellKind.Instant),
        ]);

    /// <summary>The column a <see cref="ForwardSource"/> is written in.</summary>
    internal static LiveColumn ForwardSourceColumn => new("forwardSource", CellKind.Name, ForwardSources);
}
