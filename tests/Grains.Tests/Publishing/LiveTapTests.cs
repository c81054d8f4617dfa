using TradingAnalytics.Engine.Live;
using TradingAnalytics.Grains.Abstractions;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Tests.Publishing;

public class LiveTapTests
{
    private static readonly TableId s_chain = TickRoute.Parse("NIFTY/2026-08-25");
    private static readonly TableId s_other = TickRoute.Parse("NIFTY/2026-09-01");
    private readonly LiveTap _tap = new();
    private readonly List<long> _taken = [];
    private readonly List<string> _told = [];

    [Fact]
    public void Hand_ReadersOfTheTable_TakeEachUpdateInOrder()
    {
        using IDisposable one = Open(s_chain, 1);
        using IDisposable two = Open(s_chain, 100);
        Hand(s_chain, 1, 2, 3);
        Hand(s_other, 7);
        _taken.ShouldBe([1, 100, 2, 200, 3, 300]);
    }

    [Fact]
    public void Hand_AReaderThrows_IsToldAndTheOthersTakeIt()
    {
        using IDisposable broken = _tap.Open(s_chain, _ => throw new InvalidOperationException("no room"), failure => _told.Add(failure.Message));
        using IDisposable whole = Open(s_chain, 1);
        Hand(s_chain, 5, 6);
        _taken.ShouldBe([5, 6]);
        _told.ShouldBe(["no room", "no room"]);
    }

    [Fact]
    public void Dispose_OneOfTwo_TheOtherGoesOn()
    {
        IDisposable one = Open(s_chain, 1);
        using IDisposable two = Open(s_chain, 10);
        one.Dispose();
        one.Dispose();
        Hand(s_chain, 4);
        _taken.ShouldBe([40]);
    }

    private IDisposable Open(TableId id, long factor) => _tap.Open(id, update => _taken.Add(factor * update.Sequence), failure => _told.Add(failure.Message));

    private void Hand(TableId id, params long[] sequences)
    {
        foreach (long sequence in sequences)
        {
            _tap.Hand(LiveStreams.Of(id), new LiveUpdate(1, sequence - 1, sequence, [], [], []));
        }
    }
}
