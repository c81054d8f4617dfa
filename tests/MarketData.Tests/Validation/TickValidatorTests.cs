using TradingAnalytics.Analytics;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.MarketData.Tests.Validation;

public class TickValidatorTests
{
    private readonly TickValidator _validator = new(Market.Catalogue, new ValidationOptions());

    [Fact]
    public void Check_SoundTicks_Accepts()
    {
        Accepts(Market.Spot(24_200));
        Accepts(Market.Future(24_250));
        Accepts(Market.Leg(120) with { Bid = 119.95, Ask = 120.05 });
        Accepts(Market.Leg(0.05, strike: 26_000) with { Bid = 0, Ask = 0.05 });
        Accepts(Market.Leg(0, strike: 15_000, right: OptionRight.Put));
        Accepts(Market.Leg(120) with { Bid = 120, Ask = 120 });
        Accepts(Market.Leg(120) with { Bid = 120, Ask = 0 });
    }

    public static TheoryData<string, Tick, RefusalReason> Refused => new()
    {
        { "unknown product", Market.Spot(1) with { Product = "SENSEX" }, RefusalReason.UnknownProduct },
        { "no product", Market.Spot(1) with { Product = default }, RefusalReason.UnknownProduct },
        { "no field", Market.Spot(1) with { Fields = TickFields.None }, RefusalReason.MalformedTick },
        { "unknown field", Market.Spot(1) with { Fields = (TickFields)64 }, RefusalReason.MalformedTick },
        { "no kind", Market.Spot(1) with { Kind = 0 }, RefusalReason.MalformedTick },
        { "no time", Market.Spot(1) with { UnixMicroseconds = 0 }, RefusalReason.MalformedTick },
        { "underlying with strike", Market.Spot(1) with { Strike = 5 }, RefusalReason.MalformedTick },
        { "underlying with expiry", Market.Spot(1) with { Expiry = Market.August25 }, RefusalReason.MalformedTick },
        { "future without expiry", Market.Future(1) with { Expiry = Expiry.None }, RefusalReason.MalformedTick },
        { "future with strike", Market.Future(1) with { Strike = 50 }, RefusalReason.MalformedTick },
        { "leg without expiry", Market.Leg(1) with { Expiry = Expiry.None }, RefusalReason.MalformedTick },
        { "leg with a day outside the calendar", Market.Leg(1) with { Expiry = new Expiry(int.MaxValue) }, RefusalReason.MalformedTick },
        { "leg with a day before the calendar", Market.Leg(1) with { Expiry = new Expiry(-4) }, RefusalReason.MalformedTick },
        { "leg without strike", Market.Leg(1) with { Strike = 0 }, RefusalReason.MalformedTick },
        { "leg without right", Market.Leg(1) with { Right = (OptionRight)7 }, RefusalReason.MalformedTick },
        { "expiry in 2040", Market.Leg(1) with { Expiry = Expiry.On(2040, 1, 3) }, RefusalReason.MalformedTick },
        { "OI change not a number", Market.Leg(1) with { OpenInterestChange = double.NaN }, RefusalReason.MalformedTick },
        { "last not a number", Market.Leg(double.NaN), RefusalReason.PriceNotFinite },
        { "bid infinite", Market.Leg(1) with { Bid = double.PositiveInfinity }, RefusalReason.PriceNotFinite },
        { "ask minus infinite", Market.Leg(1) with { Ask = double.NegativeInfinity }, RefusalReason.PriceNotFinite },
        { "last negative", Market.Leg(-0.05), RefusalReason.NegativePrice },
        { "bid negative", Market.Leg(1) with { Bid = -1 }, RefusalReason.NegativePrice },
        { "ask negative", Market.Leg(1) with { Ask = -1 }, RefusalReason.NegativePrice },
        { "crossed", Market.Leg(1) with { Bid = 1.05, Ask = 1 }, RefusalReason.CrossedQuote },
        { "volume negative", Market.Leg(1) with { Volume = -1 }, RefusalReason.NegativeVolume },
        { "volume not a number", Market.Leg(1) with { Volume = double.NaN }, RefusalReason.NegativeVolume },
        { "OI negative", Market.Leg(1) with { OpenInterest = -65 }, RefusalReason.NegativeOpenInterest },
        { "OI infinite", Market.Leg(1) with { OpenInterest = double.PositiveInfinity }, RefusalReason.NegativeOpenInterest },
        { "strike between steps", Market.Leg(1) with { Strike = 24_210 }, RefusalReason.StrikeOffGrid },
        { "strike negative", Market.Leg(1) with { Strike = -50 }, RefusalReason.StrikeOffGrid },
        { "strike not a number", Market.Leg(1) with { Strike = double.NaN }, RefusalReason.StrikeOffGrid },
        { "leg expired", Market.Leg(1) with { Expiry = Expiry.On(2026, 8, 17) }, RefusalReason.ExpiredContract },
        { "future expired", Market.Future(1) with { Expiry = Expiry.On(2026, 8, 17) }, RefusalReason.ExpiredContract },
        { "time far ahead", Market.Spot(1) with { UnixMicroseconds = long.MaxValue }, RefusalReason.TimestampInFuture },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Check_BrokenRule_RefusesWithItsReasonAndSaysWhy(string what, Tick tick, RefusalReason expected)
    {
        RefusalReason reason = _validator.Check(in tick, Market.Now);

        reason.ShouldBe(expected, what);
        string detail = _validator.Describe(in tick, reason, Market.Now);
        detail.Length.ShouldBeGreaterThan(10, what);
        detail.ShouldEndWith(".");
    }

    [Fact]
    public void Check_CutOff_AcceptsAtTheInstantAndRefusesAfter()
    {
        Tick atCutOff = Market.Leg(5) with { Expiry = Expiry.On(2026, 8, 18), UnixMicroseconds = Market.Eleven + Market.Minutes(270) };

        Accepts(atCutOff);
        Tick after = atCutOff with { UnixMicroseconds = atCutOff.UnixMicroseconds + 1 };
        Refuses(after, RefusalReason.ExpiredContract);
        _validator.Describe(in after, RefusalReason.ExpiredContract, Market.Now).ShouldBe("The 2026-08-18 expiry ended at 2026-08-18T10:00:00Z; the tick is of 2026-08-18T10:00:00.000001Z.");
    }

    [Fact]
    public void Check_Clock_AcceptsUpToTheToleranceAhead()
    {
        Tick tick = Market.Spot(24_200);

        _validator.Check(in tick, tick.UnixMicroseconds - 5_000_000).ShouldBe(RefusalReason.None);
        _validator.Check(in tick, tick.UnixMicroseconds - 5_000_001).ShouldBe(RefusalReason.TimestampInFuture);
    }

    [Fact]
    public void Check_LateTick_RefusesBeyondTheBoundOfItsOwnInstrumentOnly()
    {
        Accepts(Market.Leg(120, minute: 120));

        Accepts(Market.Leg(120, minute: 60));
        Refuses(Market.Leg(120, minute: 59.9), RefusalReason.TimestampTooOld);
        Accepts(Market.Leg(120, minute: 0, strike: 24_250));
        Accepts(Market.Spot(24_200, minute: 0));
    }

    [Fact]
    public void Check_LateToleranceOfAProduct_HoldsForItAlone()
    {
        var options = new ValidationOptions { Products = { ["NIFTY"] = new ValidationBounds { LateTolerance = TimeSpan.FromSeconds(1) } } };
        var validator = new TickValidator(Market.Catalogue, options);
        Tick newer = Market.Spot(24_200, minute: 1);
        Tick older = Market.Spot(24_200);
        validator.Check(in newer, Market.Now);

        validator.Check(in older, Market.Now).ShouldBe(RefusalReason.TimestampTooOld);

        Tick newerCoin = newer with { Product = "BTC" };
        Tick olderCoin = older with { Product = "BTC" };
        validator.Check(in newerCoin, Market.Now).ShouldBe(RefusalReason.None);
        validator.Check(in olderCoin, Market.Now).ShouldBe(RefusalReason.None);
    }

    [Fact]
    public void Check_VolumeBelowTheLast_AcceptsAsANewDay()
    {
        Accepts(Market.Leg(120) with { Volume = 1_000_000 });
        Accepts(Market.Leg(120, minute: 1) with { Volume = 65 });
    }

    [Theory]
    [InlineData(24_200 * 1.19)]
    [InlineData(24_200 * 0.81)]
    public void Check_GapWithinBound_Accepts(double price)
    {
        Accepts(Market.Spot(24_200));
        Accepts(Market.Spot(price, minute: 1));
    }

    [Fact]
    public void Check_AbsurdSpot_RefusesAndKeepsTheLevel()
    {
        Accepts(Market.Spot(24_200));

        Tick absurd = Market.Spot(2_420, minute: 1);
        Refuses(absurd, RefusalReason.AbsurdJump);
        _validator.Describe(in absurd, RefusalReason.AbsurdJump, Market.Now).ShouldContain("24200");
        Accepts(Market.Spot(24_190, minute: 2));
    }

    [Fact]
    public void Check_NewLevelAfterALongAbsence_IsNoJump()
    {
        Accepts(Market.Spot(24_200));
        Accepts(Market.Leg(2_000));
        Refuses(Market.Spot(17_000, minute: 6.9 * 24 * 60), RefusalReason.AbsurdJump);

        Accepts(Market.Spot(17_000, minute: 7.1 * 24 * 60));
    }

    [Fact]
    public void Check_LevelThatPersists_AcceptsAfterThreeRefusals()
    {
        Accepts(Market.Spot(24_200));
        Refuses(Market.Spot(18_000, minute: 1), RefusalReason.AbsurdJump);
        Refuses(Market.Spot(17_900, minute: 2), RefusalReason.AbsurdJump);
        Refuses(Market.Spot(18_100, minute: 3), RefusalReason.AbsurdJump);

        Accepts(Market.Spot(18_050, minute: 4));
        Accepts(Market.Spot(18_060, minute: 5));
        Refuses(Market.Spot(24_200, minute: 6), RefusalReason.AbsurdJump);
    }

    [Fact]
    public void Check_SameAbsurdTickAgainAndAgain_NeverTalksItselfIn()
    {
        Accepts(Market.Spot(24_200));

        for (int i = 0; i < 20; i++)
        {
            Refuses(Market.Spot(18_000, minute: 1), RefusalReason.AbsurdJump);
        }
    }

    [Fact]
    public void Check_RefusalsThatDisagreeOrAreInterrupted_StartAgain()
    {
        Accepts(Market.Spot(24_200));
        Refuses(Market.Spot(18_000, minute: 1), RefusalReason.AbsurdJump);
        Refuses(Market.Spot(18_000, minute: 2), RefusalReason.AbsurdJump);
        Refuses(Market.Spot(1_000, minute: 3), RefusalReason.AbsurdJump);
        Refuses(Market.Spot(18_000, minute: 4), RefusalReason.AbsurdJump);
        Refuses(Market.Spot(18_000, minute: 5), RefusalReason.AbsurdJump);
        Accepts(Market.Spot(24_200, minute: 6));

        Refuses(Market.Spot(18_000, minute: 7), RefusalReason.AbsurdJump);
        Refuses(Market.Spot(18_000, minute: 8), RefusalReason.AbsurdJump);
        Refuses(Market.Spot(18_000, minute: 9), RefusalReason.AbsurdJump);
        Accepts(Market.Spot(18_000, minute: 10));
    }

    [Fact]
    public void Check_LegBeyondModelFreeBounds_Refuses()
    {
        Accepts(Market.Spot(24_200));

        Refuses(Market.Leg(30_000), RefusalReason.AbsurdJump);
        Refuses(Market.Leg(30_000, right: OptionRight.Put), RefusalReason.AbsurdJump);
        Refuses(Market.Leg(10) with { Bid = 10, Ask = 30_000, Strike = 25_000 }, RefusalReason.AbsurdJump);
        Accepts(Market.Leg(23_900, strike: 300));
    }

    [Fact]
    public void Check_InverseLeg_IsBoundedInCoins()
    {
        Accepts(Market.Spot(60_000) with { Product = "BTC" });

        Accepts(Market.Leg(0.9, strike: 6_000) with { Product = "BTC" });
        Refuses(Market.Leg(1.3, strike: 6_500) with { Product = "BTC" }, RefusalReason.AbsurdJump);
        Accepts(Market.Leg(1.5, strike: 90_000, right: OptionRight.Put) with { Product = "BTC" });
        Refuses(Market.Leg(2, strike: 90_000, right: OptionRight.Put) with { Product = "BTC" }, RefusalReason.AbsurdJump);
    }

    [Fact]
    public void Check_LegJump_AllowsWhatTheUnderlyingMovedSince()
    {
        Accepts(Market.Spot(24_200));
        Accepts(Market.Leg(4_200, strike: 20_000));
        Refuses(Market.Leg(10_000, minute: 1, strike: 20_000), RefusalReason.AbsurdJump);

        Accepts(Market.Spot(28_000, minute: 2));
        Accepts(Market.Leg(12_900, minute: 3, strike: 20_000));
    }

    [Fact]
    public void Check_CheapLegTimesAThousand_AcceptsOnAnExpiryDay()
    {
        Accepts(Market.Spot(24_200));
        Accepts(Market.Leg(0.05));
        Accepts(Market.Leg(50, minute: 1));
    }

    [Fact]
    public void Restore_AcceptedFrames_RulesThatLookBackHold()
    {
        Tick[] before = [Market.Spot(24_200, minute: 120)];
        _validator.Restore(new TickFrame(1, 0, before[0].Route, Market.Now, TickFrame.Encode(before)));

        Refuses(Market.Spot(12_000, minute: 121), RefusalReason.AbsurdJump);
        Refuses(Market.Spot(24_200, minute: 30), RefusalReason.TimestampTooOld);
    }

    [Fact]
    public void Check_InventedContracts_MemoryStaysBounded()
    {
        var validator = new TickValidator(Market.Catalogue, new ValidationOptions { Default = new ValidationBounds { MaxInstruments = 1_000 } });
        for (int i = 1; i <= 200_000; i++)
        {
            Tick tick = Market.Leg(1, strike: 50.0 * i);
            validator.Check(in tick, Market.Now).ShouldBe(RefusalReason.None);
        }

        validator.InstrumentsRemembered.ShouldBeLessThanOrEqualTo(1_000);
    }

    [Fact]
    public void Check_AcceptedTicks_AllocatesNothing()
    {
        Tick[] ticks = [Market.Spot(24_200), Market.Leg(120), Market.Leg(99, strike: 24_250), Market.Future(24_300)];

        Allocations.Of(_ => CheckAll(ticks)).ShouldBe(0);
    }

    [Fact]
    public void Options_OutOfRange_NameTheKeyAndTheRemedy()
    {
        var options = new ValidationOptions { Products = { ["BTC"] = new ValidationBounds { JumpFraction = double.NaN } } };

        Should.Throw<ArgumentException>(() => new TickValidator(Market.Catalogue, options)).Message.ShouldBe("Validation:Products:BTC:JumpFraction is NaN: give more than 0, such as 0.2.");
    }

    private void CheckAll(Tick[] ticks)
    {
        foreach (ref readonly Tick tick in ticks.AsSpan())
        {
            if (_validator.Check(in tick, Market.Now) != RefusalReason.None)
            {
                Assert.Fail("refused");
            }
        }
    }

    private void Accepts(Tick tick)
    {
        RefusalReason reason = _validator.Check(in tick, Market.Now);
        reason.ShouldBe(RefusalReason.None, _validator.Describe(in tick, reason, Market.Now));
    }

    private void Refuses(Tick tick, RefusalReason reason) => _validator.Check(in tick, Market.Now).ShouldBe(reason);
}
