using CsCheck;
using TradingAnalytics.Engine.Alerts;
using static TradingAnalytics.Engine.Tests.Alerts.Rules;

namespace TradingAnalytics.Engine.Tests.Alerts;

public sealed class AlertWatchTests
{
    /// <summary>Values that meet the level 5 often, and "none" now and then.</summary>
    private static readonly Gen<double[]> s_series = Gen.OneOf(Gen.Int[0, 10].Select(value => (double)value), Gen.Const(double.NaN)).Array[0, 80];

    [Theory]
    [InlineData(AlertDirection.Up, new double[] { 9, 11, 12, 9, 10, 11, 9 }, new[] { 1, 4 })]
    [InlineData(AlertDirection.Down, new double[] { 9, 11, 12, 9, 10, 11, 9 }, new[] { 3, 6 })]
    [InlineData(AlertDirection.Either, new double[] { 9, 10, 11, 10, 9 }, new[] { 1, 3 })]
    [InlineData(AlertDirection.Either, new double[] { 11, double.NaN, 9 }, new[] { 2 })]
    [InlineData(AlertDirection.Up, new double[] { 11, 12 }, new int[0])]
    public void Crosses_Series_FiresWhereTheLevelIsMetOrPassed(AlertDirection direction, double[] values, int[] expected) =>
        Fires(On(AlertKind.Crosses, direction, 10), values).ShouldBe(expected);

    [Fact]
    public void Crosses_AnySeries_FiresOncePerPassage() => s_series.Sample(series =>
    {
        int[] fired = Fires(On(AlertKind.Crosses, AlertDirection.Up, 5), series);
        double[] known = [.. series.Where(double.IsFinite)];
        fired.Length.ShouldBe(known.Skip(1).Where((value, i) => value >= 5 && known[i] < 5).Count());

        // Between two crossings up lies one down.
        int[] down = Fires(On(AlertKind.Crosses, AlertDirection.Down, 4.5), series);
        Math.Abs(Fires(On(AlertKind.Crosses, AlertDirection.Up, 4.5), series).Length - down.Length).ShouldBeLessThanOrEqualTo(1);
    });

    [Fact]
    public void Cooldown_AnySeries_KeepsFiringsApart() => Gen.Select(s_series, Gen.Int[0, 12]).Sample((series, cooldown) =>
    {
        foreach (AlertKind kind in (AlertKind[])[AlertKind.Crosses, AlertKind.Above, AlertKind.Change])
        {
            int[] fired = Fires(On(kind, AlertDirection.Either, 5, 1, cooldown), series);
            fired.Skip(1).Where((at, i) => at - fired[i] < cooldown).ShouldBeEmpty();
        }
    });

    [Fact]
    public void Above_ForAWhile_FiresOnceAStay() => Fires(On(AlertKind.Above, AlertDirection.Either, 10, 2), 11, 11, 9, 11, 11, 11, 11, 10, 11, double.NaN, 11, 11, 12).ShouldBe([5, 12]);

    [Fact]
    public void Below_AtOnce_FiresWithTheFirst() => Fires(On(AlertKind.Below, AlertDirection.Either, 10), 9, 9, 10, 9).ShouldBe([0, 3]);

    [Fact]
    public void Above_StayLastsBeyondTheCooldown_FiresAtItsEnd() => Fires(On(AlertKind.Above, AlertDirection.Either, 10, 0, 4), 11, 9, 11, 11, 11, 11).ShouldBe([0, 4]);

    [Fact]
    public void Above_AnySeries_EqualsTheDefinition() => Gen.Select(s_series, Gen.Int[0, 5]).Sample((series, seconds) =>
    {
        int[] expected = [.. Enumerable.Range(0, series.Length).Where(i => i >= seconds
            && series.AsSpan(i - seconds, seconds + 1).ToArray().All(value => value > 5)
            && (i == seconds || !(series[i - seconds - 1] > 5)))];
        Fires(On(AlertKind.Above, AlertDirection.Either, 5, seconds), series).ShouldBe(expected);
    });

    [Fact]
    public void Change_WithinTheWindow_IsMeasuredFromItsExtreme()
    {
        AlertRule rule = On(AlertKind.Change, AlertDirection.Up, 5, 64);
        Fires(rule, 100, 102, 101, 104, 105.1, 106, 107).ShouldBe([4]);
        AlertFiring? firing = null;
        var watch = new AlertWatch(rule with { Condition = rule.Condition with { Direction = AlertDirection.Down } });
        foreach ((int second, double value) in (ReadOnlySpan<(int, double)>)[(0, 100), (10, 110), (20, 104.5)])
        {
            firing ??= watch.Take(Start + (second * Second), value);
        }

        firing!.Value.ShouldBe(new AlertFiring("vik", 1, 1, AlertOutcome.Fired, Start + (20 * Second), 104.5, 110));
    }

    [Fact]
    public void Change_SlowerThanTheWindow_FiresNot() => Fires(On(AlertKind.Change, AlertDirection.Either, 5, 10), [.. Enumerable.Range(0, 300).Select(i => 100 + (i * 0.2))]).ShouldBeEmpty();

    [Fact]
    public void Change_AnySeries_EqualsTheDefinition() => Gen.Select(Gen.Double[90, 110].Array[1, 200], Gen.Double[1, 15], Gen.Enum<AlertDirection>()).Sample((series, percent, direction) =>
    {
        // With a window of 64 s a part is a second, so the window is the newest 64 values since the last firing.
        var expected = new List<int>();
        int from = 0;
        for (int i = 1; i < series.Length; i++)
        {
            double[] kept = series[Math.Max(from, i - 63)..i];
            bool rose = direction != AlertDirection.Down && kept.Length > 0 && 100 * (series[i] - kept.Min()) >= percent * kept.Min();
            bool fell = direction != AlertDirection.Up && kept.Length > 0 && 100 * (kept.Max() - series[i]) >= percent * kept.Max();
            if (rose || fell)
            {
                expected.Add(i);
                from = i;
            }
        }

        Fires(On(AlertKind.Change, direction, percent, 64), series).ShouldBe(expected.ToArray());
    });

    [Fact]
    public void Spike_StepFarAboveTheMean_Fires()
    {
        double[] openInterest = [1000, 1010, 1020, 1020, 1015, 1025, 1035, 1045, 1145, 1150];
        Fires(On(AlertKind.Spike, AlertDirection.Up, 5, 600), openInterest).ShouldBe([8]);
        Fires(On(AlertKind.Spike, AlertDirection.Down, 5, 600), openInterest).ShouldBeEmpty();
        Fires(On(AlertKind.Spike, AlertDirection.Up, 5, 600), 1000, 1010, 1020, 9999).ShouldBeEmpty("too few steps to say what is ordinary");
    }

    [Fact]
    public void Rank_BeforeTheWindowWasSeen_SaysNothing()
    {
        double[] series = [.. Enumerable.Range(0, 200).Select(i => 20 + (5 * Math.Sin(i / 10.0)))];
        int[] fired = Fires(On(AlertKind.Rank, AlertDirection.Up, 80, 64), series);
        fired.ShouldNotBeEmpty();
        foreach (int at in fired)
        {
            at.ShouldBeGreaterThanOrEqualTo(63);
            double[] kept = series[(at - 63)..(at + 1)];
            ((series[at] - kept.Min()) / (kept.Max() - kept.Min())).ShouldBeGreaterThanOrEqualTo(0.8);
        }
    }

    [Fact]
    public void Once_Fired_IsDone()
    {
        Fires(On(AlertKind.Crosses, AlertDirection.Either, 10) with { Repeats = false }, 9, 11).ShouldBe([1]);
        var watch = new AlertWatch(On(AlertKind.Below, AlertDirection.Either, 10) with { Repeats = false });
        watch.Take(Start, 9).ShouldNotBeNull();
        watch.IsDone.ShouldBeTrue();
    }

    [Fact]
    public void Expires_ByMarketTime_EndsOnce()
    {
        var watch = new AlertWatch(On(AlertKind.Below, AlertDirection.Either, 10) with { ExpiresUnixMicroseconds = Start + Second });
        watch.Take(Start, 11).ShouldBeNull();
        watch.Take(Start + Second, 9)!.Value.Outcome.ShouldBe(AlertOutcome.Expired);
        watch.IsDone.ShouldBeTrue();
    }

    [Fact]
    public void LastFired_BeforeTheWatchBegan_IsStillCoolingDown() =>
        Fires(On(AlertKind.Crosses, AlertDirection.Either, 10, 0, 5) with { LastFiredUnixMicroseconds = Start - Second }, 9, 11, 9, 11, 9, 11).ShouldBe([4]);

    [Theory]
    [InlineData(AlertKind.Crosses)]
    [InlineData(AlertKind.Above)]
    [InlineData(AlertKind.Change)]
    [InlineData(AlertKind.Spike)]
    [InlineData(AlertKind.Rank)]
    public void Take_AMillionValues_AllocatesNothing(AlertKind kind)
    {
        var watch = new AlertWatch(On(kind, AlertDirection.Either, 50, 600));
        long now = Start;
        Allocations.Of(i => watch.Take(now += Second / 3, 100 + (i % 17))).ShouldBe(0);
    }
}
