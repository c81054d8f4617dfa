using TradingAnalytics.Analytics;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Feeds.Recorded;

/// <summary>
/// Reads <see cref="KiteChainCsvFormat"/>. OI and volume are in units already; a last price of 0 means never traded; there is no bid and ask. Snapshots taken outside the session
/// are passed on as they are: their timestamps are the collector's, their values those of the day before or of the close.
/// </summary>
internal sealed class KiteChainCsvReader(RecordedSource source, ProductCatalogue catalogue, SkipReport skips) : ChainCsvReader(source, catalogue, skips)
{
    private int _strikeColumn;
    private int _spotColumn;
    private (int Last, int OpenInterest, int Volume) _call;
    private (int Last, int OpenInterest, int Volume) _put;

    protected override (int Time, int Product, int Expiry) FindColumns()
    {
        bool stocks = Column("Symbol") < 0;
        _strikeColumn = Column("Strike");
        _spotColumn = Column(stocks ? "Stock_LTP" : "Spot");
        _call = (Column("CE_LTP"), Column("CE_OI"), Column("CE_Volume"));
        _put = (Column("PE_LTP"), Column("PE_OI"), Column("PE_Volume"));
        return (Column("timestamp"), Column(stocks ? "Stock" : "Symbol"), Column("Expiry"));
    }

    protected override void AddRow()
    {
        if (!TryNumber(_spotColumn, "spot is no number", out double spot, out _))
        {
            return;
        }

        if (spot > 0)
        {
            AddUnderlying(spot);
        }

        if (!Utf8Text.TryParseNumber(Field(_strikeColumn), out double strike) || strike <= 0)
        {
            Skip("strike is no number above 0");
            return;
        }

        AddLeg(OptionRight.Call, strike, _call);
        AddLeg(OptionRight.Put, strike, _put);
    }

    private void AddLeg(OptionRight right, double strike, (int Last, int OpenInterest, int Volume) columns)
    {
        if (!TryNumber(columns.Last, "last price is no number", out double last, out bool hasLast)
            || !TryNumber(columns.OpenInterest, "open interest is no number", out double openInterest, out bool hasOpenInterest)
            || !TryNumber(columns.Volume, "volume is no number", out double volume, out bool hasVolume)
            || !(hasLast || hasOpenInterest || hasVolume))
        {
            return;
        }

        Snapshot.AddLeg(new Tick
        {
            Product = Product.Id,
            Expiry = Expiry,
            Strike = strike,
            Right = right,
            Fields = (hasLast ? TickFields.Last : 0) | (hasOpenInterest ? TickFields.OpenInterest : 0) | (hasVolume ? TickFields.Volume : 0),
            Last = last,
            OpenInterest = openInterest,
            Volume = volume,
        });
    }
}
