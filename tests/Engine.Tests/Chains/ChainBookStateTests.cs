using CsCheck;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Tests.Chains;

public sealed class ChainBookStateTests
{
    [Fact]
    public void Publish_SameTicksBatchedAnyWay_IsTheSameToTheBit() => Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[1, 50]).Sample(
        (seed, batch) =>
        {
            Tick[] ticks = SyntheticChain.Random(seed, 400);
            ChainBook whole = Book();
            whole.Apply(ticks);
            ChainBook parts = Book();
            foreach (Tick[] part in ticks.Chunk(batch))
            {
                parts.Apply(part);
                parts.Revalue();
            }

            ShouldBeSame(parts, whole, $"seed {seed}, batches of {batch}");
        },
        iter: 40);

    [Fact]
    public void ToTicks_AppliedToANewBook_IsTheIdenticalStateAndStaysSo() => Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 400]).Sample(
        (seed, cut) =>
        {
            // Some ten minutes apart, so that runs cross midnight and the first open interest of the day begins anew.
            Tick[] ticks = SyntheticChain.Random(seed, 400, seed % 2 == 0 ? 700_000 : 600_000_000);
            ChainBook uninterrupted = Book();
            uninterrupted.Apply(ticks.AsSpan(0, cut));
            ChainBook restored = Book();
            restored.Apply(uninterrupted.ToTicks());
            restored.LateTicks.ShouldBe(0);
            ShouldBeSame(restored, uninterrupted, $"seed {seed}, restored at {cut}");
            restored.ToTicks().ShouldBe(uninterrupted.ToTicks());

            uninterrupted.Apply(ticks.AsSpan(cut));
            restored.Apply(ticks.AsSpan(cut));
            ShouldBeSame(restored, uninterrupted, $"seed {seed}, restored at {cut} and gone on");
            restored.ToTicks().ShouldBe(uninterrupted.ToTicks());
        },
        iter: 60);

    [Fact]
    public void Apply_OlderThanTheLegShows_IsPassedOverAndCounted()
    {
        ChainBook book = Book();
        Tick leg = SyntheticChain.Leg(SyntheticChain.Start, 24_200, 0) with { Fields = TickFields.Last, Last = 150 };
        book.Apply([leg, leg with { UnixMicroseconds = leg.UnixMicroseconds - 1, Last = 90 }]);
        book.View().Legs.Single().Last.ShouldBe(150);
        book.LateTicks.ShouldBe(1);
        book.AsOfUnixMicroseconds.ShouldBe(SyntheticChain.Start);
    }

    [Fact]
    public void Apply_OfTheSameInstant_Replaces()
    {
        ChainBook book = Book();
        Tick leg = SyntheticChain.Leg(SyntheticChain.Start, 24_200, 0) with { Fields = TickFields.Last, Last = 150 };
        book.Apply([leg, leg with { Last = 151 }]);
        book.View().Legs.Single().Last.ShouldBe(151);
    }

    [Fact]
    public void Apply_OthersTicks_ChangeNothing()
    {
        ChainBook book = Book();
        Tick leg = SyntheticChain.Leg(SyntheticChain.Start, 24_200, 0) with { Fields = TickFields.Last, Last = 150 };
        book.Apply([leg with { Expiry = Expiry.On(2026, 9, 1) }, leg with { Product = "BANKNIFTY" }, SyntheticChain.Future(SyntheticChain.Start, 1, Expiry.On(2026, 9, 29))]);
        book.LegCount.ShouldBe(0);
        book.AsOfUnixMicroseconds.ShouldBe(0);
        book.ToTicks().ShouldBeEmpty();
    }

    [Fact]
    public void OiChange_FeedGivesNone_IsAgainstTheFirstOfTheDay()
    {
        ChainBook book = Book();
        Tick leg = SyntheticChain.Leg(SyntheticChain.Start, 24_200, 0) with { Fields = TickFields.OpenInterest, OpenInterest = 6_500 };
        book.Apply([leg, leg with { UnixMicroseconds = leg.UnixMicroseconds + 60_000_000, OpenInterest = 9_750 }]);
        book.View().Totals.CallOiChange.ShouldBe(3_250);
        book.Apply([leg with { UnixMicroseconds = leg.UnixMicroseconds + 86_400_000_000, OpenInterest = 13_000 }]);
        book.View().Totals.CallOiChange.ShouldBe(0);
    }

    [Fact]
    public void OiChange_FeedGivesIt_IsTaken()
    {
        ChainBook book = Book();
        Tick leg = SyntheticChain.Leg(SyntheticChain.Start, 24_200, 0) with
        {
            Fields = TickFields.OpenInterest | TickFields.OpenInterestChange, OpenInterest = 6_500, OpenInterestChange = -130,
        };
        book.Apply([leg]);
        book.View().Legs.Single().OpenInterestChange.ShouldBe(-130);
    }

    private static ChainBook Book() => new(SyntheticChain.Product, SyntheticChain.Expiry, ChainOptions.Default);

    private static void ShouldBeSame(ChainBook left, ChainBook right, string what)
    {
        LiveUpdates.AreSame(Published(left), Published(right)).ShouldBeTrue(what);
        ChainView leftView = left.View();
        ChainView rightView = right.View();
        leftView.Legs.ShouldBe(rightView.Legs, what);
        (leftView with { Legs = [] }).ShouldBe(rightView with { Legs = [] }, what);
        left.Headline.ShouldBe(right.Headline, what);
    }

    private static LiveUpdate Published(ChainBook book)
    {
        var table = new LiveTable(ChainSchema.Table, 1);
        book.Publish(table);
        table.Commit();
        return table.Snapshot();
    }
}
