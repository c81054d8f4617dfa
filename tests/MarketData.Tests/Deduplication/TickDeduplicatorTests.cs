using CsCheck;
using TradingAnalytics.MarketData.Deduplication;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Tests.Deduplication;

public class TickDeduplicatorTests
{
    private const long Minute = 60_000_000;
    private static readonly DeduplicationOptions Small = new() { MaxIds = 4_000 };

    [Fact]
    public void TryAdd_SameIdOfTheSameProduct_IsADuplicate()
    {
        var ids = new TickDeduplicator(new DeduplicationOptions());

        ids.TryAdd(Tick(7), 0).ShouldBeTrue();
        ids.TryAdd(Tick(7), 0).ShouldBeFalse();
        ids.TryAdd(Tick(7) with { Product = "BANKNIFTY" }, 0).ShouldBeTrue();
        ids.TryAdd(Tick(8), 0).ShouldBeTrue();
        ids.Count.ShouldBe(3);
    }

    [Fact]
    public void TryAdd_OverAnHour_IsRememberedForTheHourAndForgottenAfterTwenty()
    {
        var ids = new TickDeduplicator(new DeduplicationOptions());
        ids.TryAdd(Tick(1), 0);
        for (int minute = 1; minute <= 60; minute++)
        {
            ids.TryAdd(Tick((ulong)(1_000 + minute)), minute * Minute).ShouldBeTrue();
            ids.TryAdd(Tick(1), minute * Minute).ShouldBeFalse($"after {minute} minutes");
        }

        ids.TryAdd(Tick(5_000), 80 * Minute);
        ids.TryAdd(Tick(1), 80 * Minute).ShouldBeTrue();
        ids.EvictedEarly.ShouldBe(0);
    }

    [Fact]
    public void TryAdd_AfterALongSilence_ForgetsAll()
    {
        var ids = new TickDeduplicator(new DeduplicationOptions());
        for (ulong id = 1; id <= 100; id++)
        {
            ids.TryAdd(Tick(id), 0);
        }

        ids.TryAdd(Tick(1_000), 600 * Minute);

        ids.Count.ShouldBe(1);
        ids.EvictedEarly.ShouldBe(0);
    }

    [Fact]
    public void TryAdd_MoreThanTheBound_StaysBoundedAndCountsWhatItForgotEarly()
    {
        var ids = new TickDeduplicator(Small);
        for (ulong id = 1; id <= 100_000; id++)
        {
            ids.TryAdd(Tick(id), (long)id).ShouldBeTrue();
            ids.Count.ShouldBeLessThanOrEqualTo(4_000);
        }

        ids.EvictedEarly.ShouldBe(100_000 - ids.Count);
        ids.TryAdd(Tick(100_000 - 2_999), 100_001).ShouldBeFalse("three quarters of the bound are always remembered");
    }

    [Fact]
    public void TryAdd_WithTheMemoryReserved_NeverAllocates()
    {
        var ids = new TickDeduplicator(new DeduplicationOptions { MaxIds = 400_000, Reserve = true });
        ulong id = 0;

        // Each round is long enough to fill every generation: memory that grew as it came would show in the first.
        Allocations.OfRounds(() => AddMany(ids, ref id, 100_000)).ShouldBe(0);
        ids.Count.ShouldBeLessThanOrEqualTo(400_000);
    }

    [Fact]
    public void TryAdd_FiveThousandTicksASecondForAnHour_AllAreRemembered()
    {
        var ids = new TickDeduplicator(new DeduplicationOptions());
        for (ulong id = 1; id <= 18_000_000; id++)
        {
            Tick tick = Tick(id);
            ids.TryAdd(in tick, (long)id * 200);
        }

        Tick first = Tick(1);
        ids.TryAdd(in first, 60 * Minute).ShouldBeFalse();
        ids.EvictedEarly.ShouldBe(0);
    }

    [Fact]
    public void TryAdd_ClockGoesBack_RemembersStill()
    {
        var ids = new TickDeduplicator(new DeduplicationOptions());
        ids.TryAdd(Tick(1), 50 * Minute);
        ids.TryAdd(Tick(2), 10 * Minute).ShouldBeTrue();
        ids.TryAdd(Tick(1), 10 * Minute).ShouldBeFalse();
    }

    [Fact]
    public void Forget_TickThatWasNotJournalled_CountsAsNewAgain()
    {
        var ids = new TickDeduplicator(new DeduplicationOptions());
        ids.TryAdd(Tick(1), 0);
        ids.TryAdd(Tick(2), 0);

        ids.Forget(Tick(1));

        ids.Count.ShouldBe(1);
        ids.TryAdd(Tick(2), 0).ShouldBeFalse();
        ids.TryAdd(Tick(1), 0).ShouldBeTrue();
    }

    [Fact]
    public void Restore_FramesOfTheLastHour_AreRememberedByWhenTheyWereReceived()
    {
        var ids = new TickDeduplicator(new DeduplicationOptions());
        for (int minute = 0; minute < 60; minute++)
        {
            Tick[] ticks = [Tick((ulong)(minute + 1))];
            ids.Restore(new TickFrame(minute + 1, minute, ticks[0].Route, minute * Minute, TickFrame.Encode(ticks)));
        }

        ids.TryAdd(Tick(1), 59 * Minute).ShouldBeFalse();
        ids.TryAdd(Tick(60), 59 * Minute).ShouldBeFalse();
        ids.TryAdd(Tick(100), 100 * Minute).ShouldBeTrue();
        ids.TryAdd(Tick(1), 100 * Minute).ShouldBeTrue();
        ids.TryAdd(Tick(60), 100 * Minute).ShouldBeFalse();
    }

    [Fact]
    public void AnySequenceOfAddsAndForgets_EqualsASet() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[1, 300]).Array[0, 2_000].Sample(steps =>
        {
            var ids = new TickDeduplicator(new DeduplicationOptions());
            var expected = new HashSet<int>();
            foreach ((int kind, int id) in steps)
            {
                Tick tick = Tick((ulong)id);
                if (kind == 0)
                {
                    ids.Forget(in tick);
                    expected.Remove(id);
                }
                else
                {
                    ids.TryAdd(in tick, 0).ShouldBe(expected.Add(id));
                }
            }

            ids.Count.ShouldBe(expected.Count);
        });

    [Fact]
    public void TryAdd_SteadyState_AllocatesNothing()
    {
        var ids = new TickDeduplicator(Small);
        ulong id = 0;

        Allocations.OfRounds(() => AddMany(ids, ref id, 20_000)).ShouldBe(0);
    }

    [Fact]
    public void IdTable_RemovalsAcrossLongProbeRuns_FindsWhatIsLeft() =>
        Gen.Int[1, 40].Array[1, 200].Sample(values =>
        {
            // All hashes share a few home slots at the end of the table, so that probing runs over its edge.
            var table = new IdTable();
            var expected = new HashSet<ulong>();
            foreach (int value in values)
            {
                ulong hash = ((ulong)value << 32) | (4_090 + ((ulong)value % 6));
                if (expected.Add(hash))
                {
                    table.Add(hash);
                }
                else
                {
                    expected.Remove(hash);
                    table.Remove(hash).ShouldBeTrue();
                }
            }

            for (int value = 1; value <= 40; value++)
            {
                ulong hash = ((ulong)value << 32) | (4_090 + ((ulong)value % 6));
                table.Contains(hash).ShouldBe(expected.Contains(hash));
            }
        });

    private static void AddMany(TickDeduplicator ids, ref ulong id, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Tick tick = new() { Id = ++id, Product = Nifty };
            ids.TryAdd(in tick, (long)id);
        }
    }

    private static readonly ProductId Nifty = "NIFTY";

    private static Tick Tick(ulong id) => new() { Id = id, Product = Nifty };
}
