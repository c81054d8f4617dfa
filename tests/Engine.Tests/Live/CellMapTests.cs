using System.Buffers;
using System.Text;
using System.Text.Json;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Tests.Live;

public sealed class CellMapTests
{
    private static readonly CellMap<double> Header = new CellMap<double>()
        .Number("exact", "As it is.", static (in value) => value)
        .Number("rounded", "To two places.", 2, static (in value) => value)
        .Flag("positive", "Whether it is.", static (in value) => double.IsNaN(value) ? value : value > 0 ? 1 : 0)
        .Name<DayOfWeek>("day", "Of the week.", static (in value) => double.IsNaN(value) ? value : (int)value)
        .Instant("at", "Microseconds; 0 is none.", static (in value) => double.IsNaN(value) ? 0 : value * 1e6)
        .Constant("unit", "Always the same.", "currency");

    private static readonly LiveSchema Schema = new("exposures", "strikes", Header.Columns, [new("gamma")], RowKind.Strike);

    [Theory]
    [InlineData(1.23456, """{"room":"exposures:NIFTY:2026-08-25","product":"NIFTY","expiry":"2026-08-25","epoch":3,"sequence":1,"exact":1.23456,"rounded":1.23,"positive":true,"day":"monday","at":"1970-01-01T00:00:01.23456Z","unit":"currency","strikes":[{"strike":24200.5,"gamma":7}]}""")]
    [InlineData(double.NaN, """{"room":"exposures:NIFTY:2026-08-25","product":"NIFTY","expiry":"2026-08-25","epoch":3,"sequence":1,"exact":null,"rounded":null,"positive":null,"day":null,"at":null,"unit":"currency","strikes":[{"strike":24200.5,"gamma":7}]}""")]
    public void Write_EachKindOfCell_ReadsInJsonAsItShould(double value, string json)
    {
        var table = new LiveTable(Schema, 3);
        Header.Write(table, 0, in value);
        table.Set(table.Row(RowKey.ForStrike(24_200.5)), 0, 7);
        table.Commit();
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            LiveTableJson.WriteTable(writer, Schema, new TableId(TableKind.Exposures, TickRoute.Parse("NIFTY/2026-08-25")), table.Snapshot());
        }

        Encoding.UTF8.GetString(bytes.WrittenSpan).ShouldBe(json);
    }
}
