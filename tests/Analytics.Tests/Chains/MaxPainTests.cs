using CsCheck;
using TradingAnalytics.Analytics.Chains;
using TradingAnalytics.Analytics.Tests.Support;

namespace TradingAnalytics.Analytics.Tests.Chains;

public class MaxPainTests
{
    private static readonly Gen<(double Strike, OptionRight Right, double OpenInterest)> Change = Gen.Select(
        Gen.Int[0, 40],
        Gen.Bool,
        Gen.OneOf(Gen.Const(0), Gen.Int[0, 3], Gen.Int[0, 4_000_000]),
        (strike, call, interest) => (24000.0 + (50 * strike), call ? OptionRight.Call : OptionRight.Put, 75.0 * interest));

    [Fact]
    public void TryFind_AfterEveryRandomChange_EqualsTheFullSum()
    {
        Change.Array[1, 120].Sample(changes =>
        {
            var tracker = new MaxPainTracker();
            foreach (var change in changes)
            {
                tracker.Set(change.Strike, change.Right, change.OpenInterest);

                double? full = MaxPain.Find(tracker.Strikes, tracker.Calls, tracker.Puts);
                bool found = tracker.TryFind(out double strike);
                found.ShouldBe(full.HasValue);
                if (full is { } expected)
                {
                    strike.ShouldBe(expected);
                }
            }
        });
    }

    [Fact]
    public void TryFind_VarsityExample_Is7800()
    {
        // Zerodha Varsity, "Max Pain & PCR Ratio": max pain 7800, the writers' loss there 438,277,500.
        var example = ReferenceFile.OpenOrSkip("maxpain_examples.csv");
        var tracker = new MaxPainTracker();
        for (int i = 0; i < example.Count; i++)
        {
            tracker.Set(example.Number(i, "strike"), OptionRight.Call, example.Number(i, "ce_oi"));
            tracker.Set(example.Number(i, "strike"), OptionRight.Put, example.Number(i, "pe_oi"));
        }

        tracker.TryFind(out double strike).ShouldBeTrue();
        strike.ShouldBe(7800);
        MaxPain.Payout(strike, tracker.Strikes, tracker.Calls, tracker.Puts).ShouldBe(438_277_500);
    }

    [Fact]
    public void TryFind_Tie_IsTheLowestStrike()
    {
        var tracker = new MaxPainTracker();
        tracker.Set(110, OptionRight.Call, 5);
        tracker.Set(90, OptionRight.Put, 5);
        tracker.AddStrike(100);

        // Between 90 and 110 nothing is paid at all.
        tracker.TryFind(out double strike).ShouldBeTrue();
        strike.ShouldBe(90);
    }

    [Fact]
    public void TryFind_AllOpenInterestZero_IsATieAndNoneGivenIsNone()
    {
        var tracker = new MaxPainTracker();
        tracker.TryFind(out _).ShouldBeFalse();
        tracker.AddStrike(100);
        tracker.AddStrike(90);
        tracker.TryFind(out _).ShouldBeFalse("no open interest was ever given");

        tracker.Set(100, OptionRight.Put, 3);
        tracker.Set(100, OptionRight.Put, 0);

        tracker.TryFind(out double strike).ShouldBeTrue();
        strike.ShouldBe(90);
        tracker.TotalPuts.ShouldBe(0);
        MaxPain.Find([90, 100], [0, 0], [0, 0]).ShouldBe(90);
        MaxPain.Find([], [], []).ShouldBeNull();
    }

    [Fact]
    public void TryFind_UnevenStrikes_EqualsTheFullSumThroughEveryChange()
    {
        // Queried only now and then, so that several changes lie between two answers; strikes no ruler finds.
        Gen.Select(Gen.Int[0, 60], Gen.Bool, Gen.Int[0, 100_000], Gen.Bool).Array[1, 200].Sample(changes =>
        {
            var tracker = new MaxPainTracker();
            foreach ((int at, bool call, int interest, bool query) in changes)
            {
                double strike = 1000 + (at * at * 0.5);
                tracker.Set(strike, call ? OptionRight.Call : OptionRight.Put, interest);
                if (query)
                {
                    tracker.TryFind(out double found).ShouldBeTrue();
                    found.ShouldBe(MaxPain.Find(tracker.Strikes, tracker.Calls, tracker.Puts)!.Value);
                }
            }

            tracker.TotalCalls.ShouldBe(tracker.Calls.ToArray().Sum());
        });
    }

    [Fact]
    public void Set_KnownStrike_AllocatesNothing()
    {
        var tracker = new MaxPainTracker();
        for (int i = 0; i < 200; i++)
        {
            tracker.AddStrike(20000 + (50 * i));
        }

        long allocated = Allocations.Of(i =>
        {
            tracker.Set(20000 + (50 * (i % 200)), (i & 1) == 0 ? OptionRight.Call : OptionRight.Put, 75 * i);
            tracker.TryFind(out _);
        });
        allocated.ShouldBe(0);
    }

    [Fact]
    public void PutCallRatio_WithoutCalls_IsNone()
    {
        PutCallRatio.Of(10, 0).ShouldBeNull();
        PutCallRatio.Of(10, 8).ShouldBe(1.25);
    }
}
