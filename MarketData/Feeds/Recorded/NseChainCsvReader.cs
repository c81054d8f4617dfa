using TradingAnalytics.Analytics;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Feeds.Recorded;

/// <summary>
/// Reads <see cref="NseChainCsvFormat"/>. Volume, OI and OI change are in contracts and become units here; a last price of 0 means never traded; an empty field says nothing.
/// The file's IV and Greeks are another's and are not read. There is no bid and ask.
/// </summary>
internal sealed class NseChainCsvReader(RecordedSource source, ProductCatalogue catalogue, SkipReport skips) : ChainCsvReader(source, catalogue, skips)
{
    private byte[] _spotText = [];
    private double _spot;
    private int _strikeColumn;
    private int _rightColumn;
    private int _spotColumn;
    private int _lastColumn;
    private int _volumeColumn;
    private int _openInterestColumn;
    private int _openInterestChangeColumn;

    protected override (int Time, int Product, int Expiry) FindColumns()
    {
        _strikeColumn = Column("strike");
        _rightColumn = Column("option_type");
        _spotColumn = Column("spot");
        _lastColumn = Column("ltp");
        _volumeColumn = Column("volume");
        _openInterestColumn = Column("oi");
        _openInterestChangeColumn = Column("oi_chg");
        return (Column("timestamp"), Column("symbol"), Column("expiry"));
    }

    protected override void AddRow()
    {
        TakeSpot();
        if (!Utf8Text.TryParseNumber(Field(_strikeColumn), out double strike) || strike <= 0)
        {
            Skip("strike is no number above 0");
            return;
        }

        bool call = Field(_rightColumn).SequenceEqual("CE"u8);
        if (!call && !Field(_rightColumn).SequenceEqual("PE"u8))
        {
            Skip("option type is neither CE nor PE");
            return;
        }

        if (!TryNumber(_lastColumn, "last price is no number", out double last, out bool hasLast)
            || !TryNumber(_volumeColumn, "volume is no number", out double volume, out bool hasVolume)
            || !TryNumber(_openInterestColumn, "open interest is no number", out double openInterest, out bool hasOpenInterest)
            || !TryNumber(_openInterestChangeColumn, "open interest change is no number", out double change, out bool hasChange))
        {
            return;
        }

        Snapshot.AddLeg(new Tick
        {
            Product = Product.Id,
            Expiry = Expiry,
            Strike = strike,
            Right = call ? OptionRight.Call : OptionRight.Put,
            Fields = (hasLast ? TickFields.Last : 0) | (hasVolume ? TickFields.Volume : 0) | (hasOpenInterest ? TickFields.OpenInterest : 0)
                | (hasChange ? TickFields.OpenInterestChange : 0),
            Last = last,
            Volume = volume * LotSize,
            OpenInterest = openInterest * LotSize,
            OpenInterestChange = change * LotSize,
        });
    }

    private void TakeSpot()
    {
        ReadOnlySpan<byte> text = Field(_spotColumn);
        if (!text.SequenceEqual(_spotText))
        {
            _spotText = text.ToArray();
            if (Utf8Text.IsMissing(text))
            {
                _spot = 0;
            }
            else if (!Utf8Text.TryParseNumber(text, out _spot))
            {
                Skip("spot is no number");
            }
        }

        if (_spot > 0)
        {
            AddUnderlying(_spot);
        }
    }
}
