using CsCheck;
using TradingAnalytics.Analytics;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.Engine.Tests.Live;

public sealed class LiveTableReplicaTests
{
    private static readonly LiveSchema Schema = new("t", "rows", [new("a"), new("b")], [new("x"), new("y"), new("z")]);

    private sealed record Step(int Strike, int Column, double Value, bool Commits, bool FirstReads, bool SecondReads, bool Restarts);

    private static readonly Gen<Step> Steps = Gen.Select(
        Gen.Int[-1, 6], Gen.Int[0, 2], Gen.OneOf(Gen.Const(double.NaN), Gen.Int[0, 3].Select(i => (double)i)), Gen.Bool, Gen.Bool, Gen.Int[0, 7],
        (strike, column, value, commits, first, second) => new Step(strike, column, value, commits, first, second == 0, second == 7 && strike == 6 && column == 2));

    [Fact]
    public void Readers_ThatSkipUpdatesAndCatchUp_EqualTheWriter() => Steps.Array[1, 120].Sample(steps =>
    {
        long epoch = 1;
        var table = new LiveTable(Schema, epoch);
        var front = new TableReplica(Schema);
        var first = new TableReplica(Schema);
        var second = new TableReplica(Schema);
        foreach (Step step in steps)
        {
            if (step.Restarts)
            {
                table = new LiveTable(Schema, ++epoch);
            }

            RowKey key = step.Strike < 0 ? RowKey.Header : RowKey.Leg(100 * step.Strike, (OptionRight)(step.Column & 1));
            table.Set(table.Row(key), Math.Min(step.Column, Schema.ColumnsOf(key).Count - 1), step.Value);
            if (step.Commits && table.Commit() is { } update)
            {
                front.Apply(update).ShouldBe(ApplyResult.Applied);
                LiveUpdates.AreSame(front.Snapshot(), table.Snapshot()).ShouldBeTrue();
            }

            CatchUp(first, front, step.FirstReads);
            CatchUp(second, front, step.SecondReads);
        }
    });

    private static void CatchUp(TableReplica reader, TableReplica front, bool reads)
    {
        if (!reads || front.IsEmpty)
        {
            return;
        }

        LiveUpdate? delta = reader.IsEmpty ? null : front.DeltaSince(reader.Epoch, reader.Sequence);
        if (delta is { Keys.Length: > 0 })
        {
            reader.Apply(delta).ShouldBe(ApplyResult.Applied);
        }
        else if (delta is null)
        {
            reader.Apply(front.Snapshot()).ShouldBe(ApplyResult.Applied);
        }

        LiveUpdates.AreSame(reader.Snapshot(), front.Snapshot()).ShouldBeTrue();
    }

    [Fact]
    public void Commit_NothingReallyChanged_IsNull()
    {
        var table = new LiveTable(Schema, 7);
        table.Set(0, 0, 1);
        table.Commit().ShouldNotBeNull().IsSnapshot.ShouldBeTrue();
        table.Set(0, 0, 1);
        table.Set(0, 1, double.NaN);
        table.Commit().ShouldBeNull();
        table.Sequence.ShouldBe(1);
    }

    [Fact]
    public void Commit_OneCellChanged_HoldsThatCellOnly()
    {
        var table = new LiveTable(Schema, 7);
        int row = table.Row(RowKey.Leg(100, OptionRight.Put));
        table.Commit();
        table.Set(row, 2, 5);
        LiveUpdate update = table.Commit().ShouldNotBeNull();
        update.From.ShouldBe(1);
        update.Sequence.ShouldBe(2);
        update.Keys.ShouldBe([RowKey.Leg(100, OptionRight.Put).Value]);
        update.Masks.ShouldBe([4UL]);
        update.Values.ShouldBe([5.0]);
    }

    [Fact]
    public void Apply_SkippedUpdate_IsGapAndLeavesTheReplicaAsItWas()
    {
        var table = new LiveTable(Schema, 1);
        var replica = new TableReplica(Schema);
        replica.Apply(table.Commit()!);
        table.Set(0, 0, 1);
        table.Commit();
        table.Set(0, 0, 2);
        LiveUpdate third = table.Commit()!;
        LiveUpdate before = replica.Snapshot();
        replica.Apply(third).ShouldBe(ApplyResult.Gap);
        LiveUpdates.AreSame(replica.Snapshot(), before).ShouldBeTrue();
        replica.Apply(table.Snapshot()).ShouldBe(ApplyResult.Applied);
        replica.Apply(third).ShouldBe(ApplyResult.Stale);
    }

    [Fact]
    public void DeltaSince_OtherEpochOrAhead_IsNull()
    {
        var table = new LiveTable(Schema, 5);
        var replica = new TableReplica(Schema);
        replica.Apply(table.Commit()!);
        replica.DeltaSince(4, 1).ShouldBeNull();
        replica.DeltaSince(5, 2).ShouldBeNull();
        replica.DeltaSince(5, 1).ShouldNotBeNull().Keys.ShouldBeEmpty();
    }

    [Fact]
    public void Snapshot_UncommittedCells_Throws()
    {
        var table = new LiveTable(Schema, 5);
        table.Commit();
        table.Set(0, 0, 9);
        Should.Throw<InvalidOperationException>(() => table.Snapshot());
    }
}
