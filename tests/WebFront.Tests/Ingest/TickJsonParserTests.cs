using System.Buffers;
using System.Text;
using TradingAnalytics.Analytics;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.WebFront.Ingest;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Ingest;

public class TickJsonParserTests
{
    private const string Leg = """{"time":"2026-08-18T09:15:00.5+05:30","product":"NIFTY","kind":"leg","expiry":"2026-08-25","strike":24200,"right":"put","bid":101.5,"ask":0,"openInterest":7500}""";

    private readonly TickJsonParser _parser = new(TestProducts.Catalogue);

    [Fact]
    public void TryParse_Leg_CarriesExactlyWhatIsGiven()
    {
        Tick tick = Parse(Leg);
        tick.ShouldBe(new Tick
        {
            UnixMicroseconds = Tick.MicrosecondsOf(new DateTimeOffset(2026, 8, 18, 3, 45, 0, 500, TimeSpan.Zero)),
            Product = "NIFTY",
            Kind = TickKind.Leg,
            Expiry = Expiry.On(2026, 8, 25),
            Strike = 24200,
            Right = OptionRight.Put,
            Bid = 101.5,
            Ask = 0,
            OpenInterest = 7500,
            Fields = TickFields.Quote | TickFields.OpenInterest,
        });
    }

    [Fact]
    public void TryParse_InPiecesOfOneByte_IsTheSame() => Parse(Pieces(Leg)).ShouldBe(Parse(Leg));

    /// <summary>In a name and in a value, in one piece and in many: bytes that are no UTF-8 are a fault, not a failure.</summary>
    [Theory]
    [InlineData("NIFTY")]
    [InlineData("put")]
    [InlineData("product")]
    [InlineData("2026-08-25")]
    public void TryParse_NoUtf8_IsAFault(string where)
    {
        byte[] json = Encoding.UTF8.GetBytes(Leg);
        json[Leg.IndexOf(where, StringComparison.Ordinal) + 1] = 0xff;
        foreach (ReadOnlySequence<byte> text in (ReadOnlySequence<byte>[])[new(json), Pieces(json)])
        {
            _parser.TryParse(text, out _, out string? fault).ShouldBeFalse();
            fault.ShouldNotBeNullOrWhiteSpace();
        }
    }

    [Fact]
    public void TryParse_UnixMilliseconds_KeepsTheFraction() =>
        Parse("""{"time":1786000000123.25,"product":"NIFTY","kind":"underlying","last":24200.1}""").UnixMicroseconds.ShouldBe(1_786_000_000_123_250);

    [Fact]
    public void TryParse_NullFields_AreNotCarried() =>
        Parse("""{"id":null,"time":1,"product":"NIFTY","kind":"underlying","last":1,"bid":null,"expiry":null,"strike":null,"right":null}""").Fields.ShouldBe(TickFields.Last);

    [Fact]
    public void TryParse_AliasInAnyCase_IsTheProduct() => Parse("""{"time":1,"product":"nifty 50","kind":"underlying","last":1}""").Product.ShouldBe("NIFTY");

    [Fact]
    public void TryParse_UnknownProduct_IsLeftToValidation() => Parse("""{"time":1,"product":"SENSEX","kind":"underlying","last":1}""").Product.ShouldBe("SENSEX");

    [Theory]
    [InlineData("\"abc\"")]
    [InlineData("17")]
    public void TryParse_Id_IsTakenAsTextOrNumber(string id) =>
        Parse($$"""{"id":{{id}},"time":1,"product":"NIFTY","kind":"underlying","last":1}""").Id.ShouldBe(id == "17" ? 17UL : TickIdentity.FromText("abc"));

    [Theory]
    [InlineData("'time' is missing", """{"product":"NIFTY","kind":"underlying","last":1}""")]
    [InlineData("'product' is missing", """{"time":1,"kind":"underlying","last":1}""")]
    [InlineData("'kind' is missing", """{"time":1,"product":"NIFTY","last":1}""")]
    [InlineData("'expiry' is missing", """{"time":1,"product":"NIFTY","kind":"future","last":1}""")]
    [InlineData("'strike' is missing", """{"time":1,"product":"NIFTY","kind":"leg","expiry":"2026-08-25","right":"call","last":1}""")]
    [InlineData("'right' is missing", """{"time":1,"product":"NIFTY","kind":"leg","expiry":"2026-08-25","strike":24200,"last":1}""")]
    [InlineData("'expiry' does not belong", """{"time":1,"product":"NIFTY","kind":"underlying","expiry":"2026-08-25","last":1}""")]
    [InlineData("'strike' belongs to a leg", """{"time":1,"product":"NIFTY","kind":"underlying","strike":1,"last":1}""")]
    [InlineData("'right' belongs to a leg", """{"time":1,"product":"NIFTY","kind":"future","expiry":"2026-08-25","right":"put","last":1}""")]
    [InlineData("it says nothing", """{"time":1,"product":"NIFTY","kind":"underlying"}""")]
    [InlineData("'time' must be an ISO 8601 instant with offset", """{"time":"2026-08-18T09:15:00","product":"NIFTY","kind":"underlying","last":1}""")]
    [InlineData("not 'yesterday'", """{"time":"yesterday","product":"NIFTY","kind":"underlying","last":1}""")]
    [InlineData("'time' must be", """{"time":1e300,"product":"NIFTY","kind":"underlying","last":1}""")]
    [InlineData("'time' must be", """{"time":null,"product":"NIFTY","kind":"underlying","last":1}""")]
    [InlineData("'product' must be", """{"time":1,"product":"NO SUCH THING","kind":"underlying","last":1}""")]
    [InlineData("'product' must be a product's name, not 5", """{"time":1,"product":5,"kind":"underlying","last":1}""")]
    [InlineData("'kind' must be underlying, future or leg, not 'option'", """{"time":1,"product":"NIFTY","kind":"option","last":1}""")]
    [InlineData("'expiry' must be yyyy-MM-dd, not '25-08-2026'", """{"time":1,"product":"NIFTY","kind":"leg","expiry":"25-08-2026","strike":1,"right":"call","last":1}""")]
    [InlineData("'strike' must be a number above 0, not -1", """{"time":1,"product":"NIFTY","kind":"leg","expiry":"2026-08-25","strike":-1,"right":"call","last":1}""")]
    [InlineData("'right' must be call or put, not 'CE'", """{"time":1,"product":"NIFTY","kind":"leg","expiry":"2026-08-25","strike":1,"right":"CE","last":1}""")]
    [InlineData("'last' must be a number, not '1'", """{"time":1,"product":"NIFTY","kind":"underlying","last":"1"}""")]
    [InlineData("'openInterestChange' must be a number, not true", """{"time":1,"product":"NIFTY","kind":"underlying","last":1,"openInterestChange":true}""")]
    [InlineData("'bid' must be a number, not an object", """{"time":1,"product":"NIFTY","kind":"underlying","bid":{}}""")]
    [InlineData("'ask' must be a number, not an array", """{"time":1,"product":"NIFTY","kind":"underlying","ask":[1]}""")]
    [InlineData("'volume' must be a number", """{"time":1,"product":"NIFTY","kind":"underlying","volume":"x"}""")]
    [InlineData("'openInterest' must be a number", """{"time":1,"product":"NIFTY","kind":"underlying","openInterest":"x"}""")]
    [InlineData("'id' must be a text or a whole number above 0, not 0", """{"id":0,"time":1,"product":"NIFTY","kind":"underlying","last":1}""")]
    [InlineData("'ltp' is no property of a tick", """{"time":1,"product":"NIFTY","kind":"underlying","ltp":1}""")]
    [InlineData("a tick is a JSON object", "[1]")]
    [InlineData("it is no JSON", """{"time":1,"product":"NIFTY" """)]
    [InlineData("it is no JSON", "time=1")]
    [InlineData("it is no JSON", """{"time":1,"product":"NIFTY","kind":"underlying","last":NaN}""")]
    public void TryParse_Unreadable_NamesTheFault(string fault, string json)
    {
        _parser.TryParse(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(json)), out _, out string? said).ShouldBeFalse();
        said!.ShouldContain(fault);
    }

    internal static ReadOnlySequence<byte> Pieces(string text) => Pieces(Encoding.UTF8.GetBytes(text));

    private static ReadOnlySequence<byte> Pieces(byte[] bytes)
    {
        Piece? first = null;
        Piece? last = null;
        foreach (byte part in bytes)
        {
            last = new Piece(part, last);
            first ??= last;
        }

        return new ReadOnlySequence<byte>(first!, 0, last!, 1);
    }

    private Tick Parse(string json) => Parse(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(json)));

    private Tick Parse(ReadOnlySequence<byte> json)
    {
        _parser.TryParse(json, out Tick tick, out string? fault).ShouldBeTrue(fault);
        return tick;
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(byte part, Piece? before)
        {
            Memory = new[] { part };
            if (before is not null)
            {
                RunningIndex = before.RunningIndex + 1;
                before.Next = this;
            }
        }
    }
}
