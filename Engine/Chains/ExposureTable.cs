using TradingAnalytics.Engine.Exposures;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.Engine.Chains;

/// <summary>The live table of a chain's exposures: sums, flip and walls, and a row per strike.</summary>
public static class ExposureTable
{
    private static readonly CellMap<ChainAnalytics> Header = new CellMap<ChainAnalytics>()
        .Name<ExposureStatus>("status", "ok, or why there are none.", static (in chain) => (int)chain.Exposures.Status)
        .Append(ExposureCells.Units<ChainAnalytics>())
        .Number("spot", "The underlying.", static (in chain) => chain.Spot)
        .Number("forward", "F.", PublishedPrecision.Money, static (in chain) => chain.Smile.Forward)
        .Number("timeToExpiry", "T, in years by the product's day count.", PublishedPrecision.Term, static (in chain) => chain.Smile.TimeToExpiryYears)
        .Append(ExposureCells.Sums<ChainAnalytics>(static (in chain) => chain.Exposures))
        .Instant("asOf", "Market time: the newest tick in it.", static (in chain) => chain.AsOfUnixMicroseconds)
        .Instant("received", "When ingress took that tick.", static (in chain) => chain.ReceivedUnixMicroseconds);

    private static readonly CellMap<StrikeExposure> Rows = new CellMap<StrikeExposure>()
        .Number("callOi", "Open interest of the call, in units of the underlying.", static (in strike) => strike.CallOi)
        .Number("putOi", "Open interest of the put, in units of the underlying.", static (in strike) => strike.PutOi)
        .Append(ExposureCells.Net<StrikeExposure>(static (in strike) => strike.Net))
        .Number("callGamma", "Of the call.", 2, static (in strike) => strike.Call.Gamma)
        .Number("putGamma", "Of the put; negative.", 2, static (in strike) => strike.Put.Gamma);

    public static LiveSchema Schema { get; } = new("exposures", "strikes", Header.Columns, Rows.Columns, RowKind.Strike);

    /// <summary>Writes every cell.</summary>
    /// <param name="table">One of <see cref="Schema"/>.</param>
    /// <param name="chain">The sums and their moment.</param>
    /// <param name="strikes">All strikes of the chain, ascending.</param>
    /// <param name="exposures">The same strikes with their exposures, or none when there are none.</param>
    internal static void Write(LiveTable table, ChainAnalytics chain, ReadOnlySpan<double> strikes, ReadOnlySpan<StrikeExposure> exposures)
    {
        Header.Write(table, 0, in chain);
        for (int i = 0; i < strikes.Length; i++)
        {
            StrikeExposure exposure = exposures.IsEmpty ? new StrikeExposure(strikes[i], double.NaN, double.NaN, ExposureCells.None, ExposureCells.None) : exposures[i];
            Rows.Write(table, table.Row(RowKey.ForStrike(strikes[i])), in exposure);
        }
    }
}
