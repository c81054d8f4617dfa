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

    private void WriteHeader(LiveTable table, double spot, long asOf, long received)
    {
        ChainTotals totals = valuation.Totals;
        table.Set(0, ChainColumn.Spot, spot);
        table.Set(0, ChainColumn.Forward, PublishedPrecision.Round(valuation.Forward, PublishedPrecision.Money));
        table.Set(0, ChainColumn.ForwardSource, (int)valuation.ForwardSource);
        table.Set(0, ChainColumn.DiscountFactor, PublishedPrecision.Round(valuation.DiscountFactor, PublishedPrecision.Term));
        table.Set(0, ChainColumn.TimeToExpiry, PublishedPrecision.Round(valuation.TimeToExpiryYears, PublishedPrecision.Term));
        table.Set(0, ChainColumn.AtmStrike, valuation.AtmStrike);
        table.Set(0, ChainColumn.AtmIv, PublishedPrecision.Round(valuation.AtmImpliedVolatility, PublishedPrecision.Ratio));
        table.Set(0, ChainColumn.Straddle, PublishedPrecision.Round(valuation.Straddle, PublishedPrecision.Money));
        table.Set(0, ChainColumn.PcrOi, PublishedPrecision.Round(totals.PcrOi, PublishedPrecision.Ratio));
        table.Set(0, ChainColumn.PcrVolume, PublishedPrecision.Round(totals.PcrVolume, PublishedPrecision.Ratio));
        table.Set(0, ChainColumn.MaxPain, valuation.MaxPain);
        table.Set(0, ChainColumn.CallOi, totals.CallOi);
        table.Set(0, ChainColumn.PutOi, totals.PutOi);
        table.Set(0, ChainColumn.CallVolume, totals.CallVolume);
        table.Set(0, ChainColumn.PutVolume, totals.PutVolume);
        table.Set(0, ChainColumn.CallOiChange, totals.CallOiChange);
        table.Set(0, ChainColumn.PutOiChange, totals.PutOiChange);
        table.Set(0, ChainColumn.LotSize, valuation.LotSize);
        table.Set(0, ChainColumn.State, (int)valuation.State);
        table.Set(0, ChainColumn.AsOf, InstantOrNone(asOf));
        table.Set(0, ChainColumn.Received, InstantOrNone(received));
    }

    private void WriteLeg(LiveTable table, int slot)
    {
        int row = legs.TableRow[slot];
        if (row < 0)
        {
            row = legs.TableRow[slot] = table.Row(RowKey.Leg(legs.Strikes[slot / 2], (OptionRight)(slot & 1)));
        }

        table.Set(row, LegColumn.Bid, legs.Bid[slot]);
        table.Set(row, LegColumn.Ask, legs.Ask[slot]);
        table.Set(row, LegColumn.Last, legs.Last[slot]);
        table.Set(row, LegColumn.Volume, legs.Volume[slot]);
        table.Set(row, LegColumn.Oi, legs.Oi[slot]);
        table.Set(row, LegColumn.OiChange, legs.OiChange(slot));
        table.Set(row, LegColumn.Iv, PublishedPrecision.Round(valuation.Iv[slot], PublishedPrecision.Ratio));
        table.Set(row, LegColumn.IvStatus, (int)valuation.Status[slot]);
        table.Set(row, LegColumn.PriceSource, (int)valuation.Source[slot]);
        table.Set(row, LegColumn.Delta, PublishedPrecision.Round(valuation.Delta[slot], PublishedPrecision.Ratio));
        table.Set(row, LegColumn.Gamma, PublishedPrecision.Round(valuation.Gamma[slot], PublishedPrecision.Gamma));
        table.Set(row, LegColumn.Theta, PublishedPrecision.Round(valuation.ThetaPerDay[slot], PublishedPrecision.Money));
        table.Set(row, LegColumn.Vega, PublishedPrecision.Round(valuation.VegaPerPoint[slot], PublishedPrecision.Money));
        table.Set(row, LegColumn.Rho, PublishedPrecision.Round(valuation.RhoPerPoint[slot], PublishedPrecision.Money));
        table.Set(row, LegColumn.Updated, InstantOrNone(legs.Updated[slot]));
    }

    private static double InstantOrNone(long unixMicroseconds) => unixMicroseconds == 0 ? double.NaN : unixMicroseconds;
}
