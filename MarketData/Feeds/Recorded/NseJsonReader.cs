using System.Globalization;
using System.Text;
using System.Text.Json;
using TradingAnalytics.Analytics;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Feeds.Recorded;

/// <summary>
/// Turns an NSE option-chain document into the ticks of one instant. Names are matched with their case (<c>pChange</c> and <c>PChange</c> stand side by side). A bid, ask or
/// last price of 0 means there is none. Volume, OI and OI change are in contracts, by the lot the expiry had on the document's day, and become units; OI can be fractional in
/// contracts after a change of lot and is whole again in units. The document's own IV is not read.
/// </summary>
internal sealed class NseJsonReader(string file, ProductCatalogue catalogue, SkipReport skips)
{
    private readonly SnapshotBuilder _snapshot = new();
    private readonly Dictionary<string, Expiry> _expiries = [];
    private string _productText = "";
    private ProductSpec? _product;
    private DateTime _local;
    private double _underlyingValue;
    private bool _begun;

    public RecordedBatch? Read(JsonElement root)
    {
        JsonElement records = default;
        if (!TryObject(root, "records", out records) && !(TryObject(root, "data", out JsonElement wrapped) && TryObject(wrapped, "records", out records)))
        {
            return Refuse(root.ValueKind == JsonValueKind.Object && !root.EnumerateObject().Any() ? "answer is an empty object" : "document has no records");
        }

        if (!records.TryGetProperty("data", out JsonElement rows) || rows.ValueKind != JsonValueKind.Array || rows.GetArrayLength() == 0)
        {
            return Refuse("document has no option rows");
        }

        if (!records.TryGetProperty("timestamp", out JsonElement timestamp) || timestamp.ValueKind != JsonValueKind.String
            || !Utf8Text.TryParseTime(Encoding.UTF8.GetBytes(timestamp.GetString()!), out _local))
        {
            return Refuse("document has no timestamp");
        }

        _underlyingValue = Number(records, "underlyingValue") ?? 0;
        int index = 0;
        foreach (JsonElement row in rows.EnumerateArray())
        {
            ReadRow(row, index++);
        }

        return _snapshot.IsEmpty ? null : _snapshot.Build();
    }

    private void ReadRow(JsonElement row, int index)
    {
        if (row.ValueKind != JsonValueKind.Object)
        {
            skips.Add("option row is no object", $"{file}: records.data[{index}]");
            return;
        }

        ReadLeg(row, "CE", OptionRight.Call, index);
        ReadLeg(row, "PE", OptionRight.Put, index);
    }

    private void ReadLeg(JsonElement row, string side, OptionRight right, int index)
    {
        if (!TryObject(row, side, out JsonElement leg))
        {
            return;
        }

        if (!TakeProduct(leg))
        {
            Skip("product is not in the catalogue", index, side, _productText);
            return;
        }

        string expiryText = Text(leg, "expiryDate") ?? Text(row, "expiryDate", "expiryDates") ?? "absent";
        if (!TryExpiry(expiryText, out Expiry expiry))
        {
            Skip("expiry is no date", index, side, expiryText);
            return;
        }

        if ((Number(leg, "strikePrice") ?? Number(row, "strikePrice")) is not { } strike || strike <= 0)
        {
            Skip("strike is no number above 0", index, side, "strikePrice");
            return;
        }

        Begin(leg, index, side);
        double? last = Number(leg, "lastPrice");
        double? bid = Number(leg, "bidprice", "bidPrice", "buyPrice1");
        double? ask = Number(leg, "askPrice", "askprice", "sellPrice1");
        double? volume = Number(leg, "totalTradedVolume");
        double? openInterest = Number(leg, "openInterest");
        double? change = Number(leg, "changeinOpenInterest");
        int lot = _product!.LotSizeOf(expiry, DateOnly.FromDateTime(_local));
        _snapshot.AddLeg(new Tick
        {
            Product = _product.Id,
            Expiry = expiry,
            Strike = strike,
            Right = right,
            Fields = (last is null ? 0 : TickFields.Last) | (bid is null ? 0 : TickFields.Bid) | (ask is null ? 0 : TickFields.Ask) | (volume is null ? 0 : TickFields.Volume)
                | (openInterest is null ? 0 : TickFields.OpenInterest) | (change is null ? 0 : TickFields.OpenInterestChange),
            Last = last ?? 0,
            Bid = bid ?? 0,
            Ask = ask ?? 0,
            Volume = Units(volume, lot),
            OpenInterest = Units(openInterest, lot),
            OpenInterestChange = Units(change, lot),
        });
    }

    /// <summary>Starts the snapshot with the first usable leg, whose product gives the zone, and holds each leg's own spot against the document's.</summary>
    private void Begin(JsonElement leg, int index, string side)
    {
        double own = Number(leg, "underlyingValue") ?? 0;
        if (!_begun)
        {
            _begun = true;
            _snapshot.Begin(SnapshotBuilder.InstantOf(_product!, _local));
            if (_underlyingValue <= 0 && own > 0)
            {
                _underlyingValue = own;
                Skip("document has no underlyingValue: a leg's was used", index, side, own.ToString(CultureInfo.InvariantCulture));
            }
        }

        if (_underlyingValue > 0)
        {
            _snapshot.AddUnderlying(_product!.Id, _underlyingValue);
        }

        if (own > 0 && own != _underlyingValue)
        {
            Skip("leg's underlyingValue differs from the document's: the document's was used", index, side, own.ToString(CultureInfo.InvariantCulture));
        }
    }

    private bool TakeProduct(JsonElement leg)
    {
        string name = Text(leg, "underlying") ?? "";
        if (_product is null || name != _productText)
        {
            _productText = name;
            catalogue.TryFind(name, out _product);
        }

        return _product is not null;
    }

    private bool TryExpiry(string text, out Expiry expiry)
    {
        if (_expiries.TryGetValue(text, out expiry))
        {
            return true;
        }

        if (!Utf8Text.TryParseExpiry(Encoding.UTF8.GetBytes(text), out expiry))
        {
            return false;
        }

        _expiries.Add(text, expiry);
        return true;
    }

    private RecordedBatch? Refuse(string reason)
    {
        skips.Add(reason, file);
        return null;
    }

    private void Skip(string reason, int index, string side, string seen) => skips.Add(reason, $"{file}: records.data[{index}].{side}: {seen}");

    private static double Units(double? contracts, int lot) => contracts is { } count ? Math.Round(count * lot, 6) : 0;

    private static bool TryObject(JsonElement parent, string name, out JsonElement child)
    {
        child = default;
        return parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out child) && child.ValueKind == JsonValueKind.Object;
    }

    private static string? Text(JsonElement parent, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String)
            {
                return value.GetString();
            }
        }

        return null;
    }

    /// <summary>The first of the names that holds a number, or a text that is one; null when none does.</summary>
    private static double? Number(JsonElement parent, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (parent.TryGetProperty(name, out JsonElement value))
            {
                if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number))
                {
                    return number;
                }

                if (value.ValueKind == JsonValueKind.String && Utf8Text.TryParseNumber(Encoding.UTF8.GetBytes(value.GetString()!), out number))
                {
                    return number;
                }
            }
        }

        return null;
    }
}
