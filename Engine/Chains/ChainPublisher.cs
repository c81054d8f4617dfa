using System.Runtime.CompilerServices;
using TradingAnalytics.Analytics;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.Engine.Chains;

/// <summary>Writes a chain into its live table. Allocates only when legs are new.</summary>
internal sealed class ChainPublisher(ChainLegs legs, ChainValuation valuation)
{
    private LiveTable? _table;

    public void Publish(LiveTable table, double spot, long asOf, long received)
    {
        if (!ReferenceEquals(table, _table))
        {
            legs.ForgetTable();
            _table = table;
        }

        WriteHeader(table, spot, asOf, received);
        for (int slot = 0; slot < legs.SlotCount; slot++)
        {
            if (legs.Present[slot])
            {
                WriteLeg(table, slot);
            }
        }
    }

    /// <summary>A header cell of the chain as it stands, rounded as it is published.</summary>
    public double HeaderCell(int column, double spot, long asOf, long received) => column switch
    {
        ChainColumn.Spot => spot,
        ChainColumn.Forward => PublishedPrecision.Round(valuation.Forward, PublishedPrecision.Money),
        ChainColumn.ForwardSource => (int)valuation.ForwardSource,
        ChainColumn.DiscountFactor => PublishedPrecision.Round(valuation.DiscountFactor, PublishedPrecision.Term),
        ChainColumn.TimeToExpiry => PublishedPrecision.Round(valuation.TimeToExpiryYears, PublishedPrecision.Term),
        ChainColumn.AtmStrike => valuation.AtmStrike,
        ChainColumn.AtmIv => PublishedPrecision.Round(valuation.AtmImpliedVolatility, PublishedPrecision.Ratio),
        ChainColumn.Straddle => PublishedPrecision.Round(valuation.Straddle, PublishedPrecision.Money),
        ChainColumn.PcrOi => PublishedPrecision.Round(valuation.Totals.PcrOi, PublishedPrecision.Ratio),
        ChainColumn.PcrVolume => PublishedPrecision.Round(valuation.Totals.PcrVolume, PublishedPrecision.Ratio),
        ChainColumn.MaxPain => valuation.MaxPain,
        ChainColumn.CallOi => valuation.Totals.CallOi,
        ChainColumn.PutOi => valuation.Totals.PutOi,
        ChainColumn.CallVolume => valuation.Totals.CallVolume,
        ChainColumn.PutVolume => valuation.Totals.PutVolume,
        ChainColumn.CallOiChange => valuation.Totals.CallOiChange,
        ChainColumn.PutOiChange => valuation.Totals.PutOiChange,
        ChainColumn.LotSize => valuation.LotSize,
        ChainColumn.State => (int)valuation.State,
        ChainColumn.AsOf => InstantOrNone(asOf),
        ChainColumn.Received => InstantOrNone(received),
        _ => double.NaN,
    };

    /// <summary>A leg's cell as it stands, rounded as it is published; NaN for a leg that never had a tick.</summary>
    public double LegCell(RowKey leg, int column) => legs.Find(leg.Strike, leg.Right) is var slot and >= 0 ? Cell(slot, column) : double.NaN;

    private void WriteHeader(LiveTable table, double spot, long asOf, long received)
    {
        for (int column = 0; column <= ChainColumn.Received; column++)
        {
            table.Set(0, column, HeaderCell(column, spot, asOf, received));
        }
    }

    private void WriteLeg(LiveTable table, int slot)
    {
        int row = legs.TableRow[slot];
        if (row < 0)
        {
            row = legs.TableRow[slot] = table.Row(RowKey.Leg(legs.Strikes[slot / 2], (OptionRight)(slot & 1)));
        }

        table.Set(row, LegColumn.Bid, Cell(slot, LegColumn.Bid));
        table.Set(row, LegColumn.Ask, Cell(slot, LegColumn.Ask));
        table.Set(row, LegColumn.Last, Cell(slot, LegColumn.Last));
        table.Set(row, LegColumn.Volume, Cell(slot, LegColumn.Volume));
        table.Set(row, LegColumn.Oi, Cell(slot, LegColumn.Oi));
        table.Set(row, LegColumn.OiChange, Cell(slot, LegColumn.OiChange));
        table.Set(row, LegColumn.Iv, Cell(slot, LegColumn.Iv));
        table.Set(row, LegColumn.IvStatus, Cell(slot, LegColumn.IvStatus));
        table.Set(row, LegColumn.PriceSource, Cell(slot, LegColumn.PriceSource));
        table.Set(row, LegColumn.Delta, Cell(slot, LegColumn.Delta));
        table.Set(row, LegColumn.Gamma, Cell(slot, LegColumn.Gamma));
        table.Set(row, LegColumn.Theta, Cell(slot, LegColumn.Theta));
        table.Set(row, LegColumn.Vega, Cell(slot, LegColumn.Vega));
        table.Set(row, LegColumn.Rho, Cell(slot, LegColumn.Rho));
        table.Set(row, LegColumn.Updated, Cell(slot, LegColumn.Updated));
    }

    /// <summary>Inlined, so that where the column is a constant nothing is left of the choice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Cell(int slot, int column) => column switch
    {
        LegColumn.Bid => legs.Bid[slot],
        LegColumn.Ask => legs.Ask[slot],
        LegColumn.Last => legs.Last[slot],
        LegColumn.Volume => legs.Volume[slot],
        LegColumn.Oi => legs.Oi[slot],
        LegColumn.OiChange => legs.OiChange(slot),
        LegColumn.Iv => PublishedPrecision.Round(valuation.Iv[slot], PublishedPrecision.Ratio),
        LegColumn.IvStatus => (int)valuation.Status[slot],
        LegColumn.PriceSource => (int)valuation.Source[slot],
        LegColumn.Delta => PublishedPrecision.Round(valuation.Delta[slot], PublishedPrecision.Ratio),
        LegColumn.Gamma => PublishedPrecision.Round(valuation.Gamma[slot], PublishedPrecision.Gamma),
        LegColumn.Theta => PublishedPrecision.Round(valuation.ThetaPerDay[slot], PublishedPrecision.Money),
        LegColumn.Vega => PublishedPrecision.Round(valuation.VegaPerPoint[slot], PublishedPrecision.Money),
        LegColumn.Rho => PublishedPrecision.Round(valuation.RhoPerPoint[slot], PublishedPrecision.Money),
        LegColumn.Updated => InstantOrNone(legs.Updated[slot]),
        _ => double.NaN,
    };

    private static double InstantOrNone(long unixMicroseconds) => unixMicroseconds == 0 ? double.NaN : unixMicroseconds;
}
