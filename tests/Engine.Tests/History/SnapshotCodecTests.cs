using CsCheck;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.Tests.Chains;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Tests.History;

public class SnapshotCodecTests
{
    [Fact]
    public void Encode_AnyState_ComesBackAsItWas() => Gen.Select(Gen.Int[0, 1_000], Gen.Int[0, 400], Gen.Double.Array[0, 9]).Sample((seed, count, day) =>
    {
        Tick[] ticks = SyntheticChain.Random(seed, count);
        (Tick[] decoded, double[] numbers) = SnapshotCodec.Decode(SnapshotCodec.Encode(ticks, day));
        decoded.ShouldBe(ticks);
        numbers.Select(BitConverter.DoubleToInt64Bits).ShouldBe(day.Select(BitConverter.DoubleToInt64Bits));
    }, iter: 200);

    [Fact]
    public void Encode_Chain_TakesAQuarterOfItsTicks()
    {
        var book = new ChainBook(SyntheticChain.Product, SyntheticChain.Expiry, ChainOptions.Default);
        book.Apply(SyntheticChain.Random(3, 5_000));
        Tick[] ticks = book.ToTicks();
        SnapshotCodec.Encode(ticks, []).Length.ShouldBeLessThan(ticks.Length * Tick.Size / 4);
    }

    [Fact]
    public void Decode_Damaged_IsRefused()
    {
        byte[] state = SnapshotCodec.Encode(SyntheticChain.Random(1, 50), []);
        Should.Throw<InvalidDataException>(() => SnapshotCodec.Decode(state.AsSpan(0, state.Length / 2)));
        Should.Throw<InvalidDataException>(() => SnapshotCodec.Decode([]));
        state[0] = 9;
        Should.Throw<InvalidDataException>(() => SnapshotCodec.Decode(state)).Message.ShouldContain("version 9");
    }
}
