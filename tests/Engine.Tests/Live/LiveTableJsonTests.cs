using System.Buffers;
using System.Text;
using System.Text.Json;
using TradingAnalytics.Analytics;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Tests.Live;

public sealed class LiveTableJsonTests
{
    private static readonly LiveSchema Schema = new(
        "chain", "legs", [new("forward"), new("state", CellKind.Name, ["live", "expired"]), new("asOf", CellKind.Instant)], [new("bid"), new("iv")]);

    [Fact]
    public void WriteTable_AllKinds_AsTheContractSays()
    {
        LiveTable table = Filled(out _);
        table.Commit();
        Written(writer => LiveTableJson.WriteTable(writer, Schema, TickRoute.Parse("NIFTY/2026-08-25"), table.Snapshot())).ShouldBe(
            """{"room":"chain:NIFTY:2026-08-25","product":"NIFTY","expiry":"2026-08-25","epoch":3,"sequence":1,"forward":24212.1,"state":"expired","asOf":"2026-08-18T05:13:00.25Z","legs":[{"strike":24200,"right":"call","bid":0.1,"iv":null},{"strike":24200,"right":"put","bid":null,"iv":0.125}]}""");
    }

    [Fact]
    public void WriteDelta_OneCell_HoldsNoMore()
    {
        LiveTable table = Filled(out int call);
        table.Commit();
        table.Set(call, 1, 0.1 + 0.2);
        LiveUpdate delta = table.Commit()!;
        Written(writer => LiveTableJson.WriteDelta(writer, Schema, TickRoute.Parse("NIFTY/2026-08-25"), delta)).ShouldBe(
            """{"room":"chain:NIFTY:2026-08-25","epoch":3,"from":1,"sequence":2,"legs":[{"strike":24200,"right":"call","iv":0.30000000000000004}]}""");
    }

    [Fact]
    public void WriteTable_RowsUnwanted_AreLeftOutAndTheirValuesPassedOver()
    {
        LiveTable table = Filled(out _);
        table.Commit();
        string text = Written(writer => LiveTableJson.WriteTable(writer, Schema, TickRoute.Parse("NIFTY/2026-08-25"), table.Snapshot(), key => key.Right == OptionRight.Put));
        text.ShouldEndWith("""
            "legs":[{"strike":24200,"right":"put","bid":null,"iv":0.125}]}
            """.Trim());
    }

    [Fact]
    public void WriteTable_ExpiryRows_AreKeyedByDate()
    {
        var schema = new LiveSchema("product", "expiries", [new("spot")], [new("forward")], RowKind.Expiry);
        var table = new LiveTable(schema, 1);
        table.Set(table.Row(RowKey.ForExpiry(Expiry.On(2026, 8, 25))), 0, 7);
        table.Commit();
        Written(writer => LiveTableJson.WriteTable(writer, schema, TickRoute.Parse("NIFTY"), table.Snapshot())).ShouldBe(
            """{"room":"product:NIFTY","product":"NIFTY","epoch":1,"sequence":1,"spot":null,"expiries":[{"expiry":"2026-08-25","forward":7}]}""");
    }

    private static LiveTable Filled(out int call)
    {
        var table = new LiveTable(Schema, 3);
        table.Set(0, 0, 24212.1);
        table.Set(0, 1, 1);
        table.Set(0, 2, Tick.MicrosecondsOf(new DateTimeOffset(2026, 8, 18, 5, 13, 0, 250, TimeSpan.Zero)));
        int put = table.Row(RowKey.Leg(24200, OptionRight.Put));
        call = table.Row(RowKey.Leg(24200, OptionRight.Call));
        table.Set(put, 1, 0.125);
        table.Set(call, 0, 0.1);
        return table;
    }

    private static string Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        write(writer);
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
