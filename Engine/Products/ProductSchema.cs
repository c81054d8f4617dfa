using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.Engine.Products;

/// <summary>The live table of a product: a header (<see cref="ProductColumn"/>) and a row per expiry (<see cref="ExpiryColumn"/>).</summary>
public static class ProductSchema
{
    public static LiveSchema Table { get; } = new(
        "product",
        "expiries",
        [
            new("spot"), new("open"), new("high"), new("low"), new("previousClose"), new("change"), new("asOf", CellKind.Instant), new("received", CellKind.Instant), new("ticks"),
        ],
        [
            new("forward"), ChainSchema.ForwardSourceColumn, new("discountFactor"), new("timeToExpiry"), new("atmStrike"), new("atmIv"), new("straddle"),
            new("pcrOi"), new("pcrVolume"), new("maxPain"), new("callOi"), new("putOi"), new("legs"), new("future"),
        ],
        RowKind.Expiry);
}
