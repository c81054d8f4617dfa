using System.Text;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Feeds.Recorded;

/// <summary>
/// One reading of a chain file that holds a row per strike or leg, many instants one after the other. Knows time, product and expiry columns, which repeat from row to row
/// and are parsed only when they change; the layouts add the rest.
/// </summary>
internal abstract class ChainCsvReader(RecordedSource source, ProductCatalogue catalogue, SkipReport skips) : IDisposable
{
    private const int ShownOfLine = 120;
    private readonly Utf8Lines _lines = new(source.OpenRead());
    private readonly SnapshotBuilder _snapshot = new();
    private readonly CsvRow _row = new();
    private byte[] _timeText = [];
    private byte[] _productText = [];
    private byte[] _expiryText = [];
    private ProductSpec? _product;
    private DateTime _local;
    private bool _lotIsKnown;
    private bool _started;
    private bool _ended;
    private int _fields;

    protected SnapshotBuilder Snapshot => _snapshot;

    /// <summary>The product of the current row.</summary>
    protected ProductSpec Product => _product!;

    protected Expiry Expiry { get; private set; }

    /// <summary>Units per contract of the current row's product and expiry on its day.</summary>
    protected int LotSize { get; private set; }

    protected (int Time, int Product, int Expiry) Columns { get; private set; }

    public void Dispose() => _lines.Dispose();

    /// <summary>The next instant, or null at the end of the file.</summary>
    public RecordedBatch? Next()
    {
        while (!_ended)
        {
            RecordedBatch? finished = null;
            if (!MoveNext())
            {
                _ended = true;
                return _snapshot.IsEmpty ? null : _snapshot.Build();
            }

            if (!_started)
            {
                ReadHeader();
            }
            else if (TakeRow(ref finished) && finished is not null)
            {
                return finished;
            }
        }

        return null;
    }

    /// <summary>Finds the columns in the header; <see cref="Column"/> helps.</summary>
    protected abstract (int Time, int Product, int Expiry) FindColumns();

    /// <summary>Adds the row's ticks to the snapshot, or reports what is wrong with it.</summary>
    protected abstract void AddRow();

    protected int Column(string name) => _row.Find(_lines.Current, name);

    protected ReadOnlySpan<byte> Field(int column) => _row.Field(_lines.Current, column);

    /// <summary>A field that may be missing; false (and reported) when it holds something that is no number.</summary>
    protected bool TryNumber(int column, string reason, out double number, out bool present)
    {
        ReadOnlySpan<byte> text = Field(column);
        present = !Utf8Text.IsMissing(text);
        number = 0;
        if (!present || Utf8Text.TryParseNumber(text, out number))
        {
            return true;
        }

        Skip(reason);
        return false;
    }

    protected void AddUnderlying(double spot)
    {
        if (!_snapshot.AddUnderlying(Product.Id, spot))
        {
            Skip("spot differs within one instant: the first was used");
        }
    }

    protected void Skip(string reason)
    {
        ReadOnlySpan<byte> line = _lines.Current;
        skips.Add(reason, $"{source.Name}:{_lines.Number}: {Encoding.UTF8.GetString(line[..Math.Min(ShownOfLine, line.Length)])}");
    }

    private bool MoveNext()
    {
        try
        {
            return _lines.MoveNext();
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            skips.Add("file breaks off: damaged gzip or unreadable", $"{source.Name}: after line {_lines.Number}: {error.Message}");
            return false;
        }
    }

    private void ReadHeader()
    {
        _row.Split(_lines.Current);
        Columns = FindColumns();
        _fields = _row.Count;
        _started = true;
    }

    /// <summary>False when the row was skipped. Where it begins a new instant, <paramref name="finished"/> is the one before.</summary>
    private bool TakeRow(ref RecordedBatch? finished)
    {
        if (_lines.Current.IsEmpty)
        {
            return false;
        }

        _row.Split(_lines.Current);
        if (_row.Count != _fields)
        {
            return Refuse("row has another number of fields than the header");
        }

        if (!TakeProduct() || !TakeExpiry() || !TakeTime(ref finished))
        {
            return false;
        }

        if (!_lotIsKnown)
        {
            LotSize = Product.LotSizeOf(Expiry, DateOnly.FromDateTime(_local));
            _lotIsKnown = true;
        }

        AddRow();
        return true;
    }

    private bool TakeProduct()
    {
        ReadOnlySpan<byte> text = Field(Columns.Product);
        if (!text.SequenceEqual(_productText))
        {
            _productText = text.ToArray();
            _expiryText = [];
            _timeText = [];
            catalogue.TryFind(Encoding.UTF8.GetString(text), out _product);
        }

        return _product is not null || Refuse("product is not in the catalogue");
    }

    private bool TakeExpiry()
    {
        ReadOnlySpan<byte> text = Field(Columns.Expiry);
        if (!text.SequenceEqual(_expiryText))
        {
            if (!Utf8Text.TryParseExpiry(text, out Expiry expiry))
            {
                return Refuse("expiry is no date");
            }

            _expiryText = text.ToArray();
            Expiry = expiry;
            _lotIsKnown = false;
        }

        return true;
    }

    private bool TakeTime(ref RecordedBatch? finished)
    {
        ReadOnlySpan<byte> text = Field(Columns.Time);
        if (text.SequenceEqual(_timeText))
        {
            return true;
        }

        if (!Utf8Text.TryParseTime(text, out _local))
        {
            return Refuse("timestamp is no time");
        }

        DateTimeOffset time = SnapshotBuilder.InstantOf(Product, _local);
        if (time < _snapshot.Time)
        {
            return Refuse("timestamp is older than the row before");
        }

        _timeText = text.ToArray();
        _lotIsKnown = false;
        if (time > _snapshot.Time)
        {
            finished = _snapshot.IsEmpty ? null : _snapshot.Build();
            _snapshot.Begin(time);
        }

        return true;
    }

    private bool Refuse(string reason)
    {
        Skip(reason);
        return false;
    }
}
