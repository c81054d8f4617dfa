using TradingAnalytics.Engine.Ingress;
using TradingAnalytics.MarketData.Feeds;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.Engine.Tests.Ingress;

public class TickIngressTests
{
    [Fact]
    public async Task SubmitAsync_MixedBatch_CountsEveryTickOnceAndDeliversTheAccepted()
    {
        await using IngressFixture fixture = await IngressFixture.StartedAsync();

        SubmitResult result = await fixture.Submit(
            IngressFixture.Spot(1, IngressFixture.Nifty),
            IngressFixture.Leg(2),
            IngressFixture.Leg(2),
            IngressFixture.Leg(3) with { Bid = 3, Ask = 2, Fields = TickFields.All },
            IngressFixture.Spot(1, IngressFixture.Btc, 60_000),
            IngressFixture.Spot(5, "SENSEX"));

        (result.Accepted, result.Duplicated, result.Refused).ShouldBe((3, 1, 2));
        result.FirstRefusals.Select(refusal => (refusal.Index, refusal.Reason)).ShouldBe([(3, RefusalReason.CrossedQuote), (5, RefusalReason.UnknownProduct)]);
        result.FirstRefusals[0].Detail.ShouldBe("The bid 3 is above the ask 2.");
        fixture.Journal.Read(0).Select(frame => frame.Route.ToString()).ShouldBe(["NIFTY", "NIFTY/2026-08-25", "BTC"]);
        await fixture.Delivered(3);
        fixture.Router.Sequences(IngressFixture.Nifty).ShouldBe([1, 2]);
        fixture.Router.Sequences(IngressFixture.Btc).ShouldBe([3]);
        fixture.DeadLetters.List(10).Select(letter => (letter.Origin, letter.Reason)).ShouldBe([("test", RefusalReason.UnknownProduct), ("test", RefusalReason.CrossedQuote)]);
        IngressStatistics statistics = fixture.Ingress.Statistics;
        (statistics.Accepted, statistics.Duplicated, statistics.Refused, statistics.Commits, statistics.LastSequence, statistics.QueuedTicks).ShouldBe((3, 1, 2, 1, 3, 0));
        statistics.RefusedByReason[RefusalReason.CrossedQuote].ShouldBe(1);
        fixture.Ingress.Read().RefusedByReason.ShouldBe(new Dictionary<string, long> { ["crossedQuote"] = 1, ["unknownProduct"] = 1 }, ignoreOrder: true);
    }

    [Fact]
    public async Task SubmitAsync_TicksWithoutId_GetOneByContent()
    {
        await using IngressFixture fixture = await IngressFixture.StartedAsync();
        Tick bare = IngressFixture.Leg(0);

        (await fixture.Submit(bare, bare)).ShouldSatisfyAllConditions(result => result.Accepted.ShouldBe(1), result => result.Duplicated.ShouldBe(1));
        (await fixture.Submit(bare with { Last = 121 })).Accepted.ShouldBe(1);

        fixture.Journal.Read(0).SelectMany(frame => frame.Ticks.ToArray()).ShouldAllBe(tick => tick.Id != 0);
    }

    [Fact]
    public async Task SubmitAsync_RefusedTickCorrectedUnderTheSameId_IsAccepted()
    {
        await using IngressFixture fixture = await IngressFixture.StartedAsync();

        (await fixture.Submit(IngressFixture.Leg(7, last: -1))).Refused.ShouldBe(1);
        (await fixture.Submit(IngressFixture.Leg(7))).Accepted.ShouldBe(1);
    }

    [Fact]
    public async Task SubmitAsync_LargeBatch_IsSplitIntoCommitsAndFramesInOrder()
    {
        var options = new IngressOptions { MaxTicksPerCommit = 1_000, MaxTicksPerFrame = 300, MaxUndeliveredTicks = 500 };
        await using IngressFixture fixture = await IngressFixture.StartedAsync(options);
        Tick[] ticks = [.. Enumerable.Range(1, 10_500).Select(id => IngressFixture.Leg((ulong)id))];

        SubmitResult result = await fixture.Submit(ticks);

        result.Accepted.ShouldBe(10_500);
        fixture.Journal.Commits.ShouldBe(11);
        fixture.Journal.Read(0).Max(frame => frame.Count).ShouldBe(300);
        await fixture.Delivered(10_500);
        fixture.Router.Ids(IngressFixture.Nifty).ShouldBe(ticks.Select(tick => tick.Id));
    }

    [Fact]
    public async Task SubmitAsync_ManySubmittersAtOnce_NoTickIsLostOrDoubled()
    {
        await using IngressFixture fixture = await IngressFixture.StartedAsync(new IngressOptions { MaxQueuedSubmissions = 4, MaxTicksPerCommit = 64, MaxUndeliveredTicks = 100 });

        SubmitResult[] results = await Task.WhenAll(Enumerable.Range(0, 40).Select(submitter => Task.Run(
            () => fixture.Submit([.. Enumerable.Range(1, 50).Select(i => IngressFixture.Leg((ulong)((submitter * 50) + i)))]))));

        results.Sum(result => result.Accepted).ShouldBe(2_000);
        await fixture.Delivered(2_000);
        fixture.Router.Ids(IngressFixture.Nifty).Order().ShouldBe(Enumerable.Range(1, 2_000).Select(id => (ulong)id));
        fixture.Router.Sequences(IngressFixture.Nifty).ShouldBe(Enumerable.Range(1, (int)fixture.Journal.LastSequence).Select(sequence => (long)sequence));
    }

    [Fact]
    public async Task SubmitAsync_IsAcknowledgedWhenJournalledAndNotBefore()
    {
        await using IngressFixture fixture = await IngressFixture.StartedAsync();
        var disk = new TaskCompletionSource();
        fixture.Journal.Open = disk.Task;

        Task<SubmitResult> submit = fixture.Submit(IngressFixture.Leg(1));
        await fixture.Until(() => fixture.Ingress.Statistics.QueuedTicks == 0, "the tick is taken");
        submit.IsCompleted.ShouldBeFalse();

        disk.SetResult();
        (await submit).Accepted.ShouldBe(1);
    }

    [Fact]
    public async Task SubmitAsync_JournalFails_TellsTheSubmittersAndTakesTheSameTicksLater()
    {
        await using IngressFixture fixture = await IngressFixture.StartedAsync();
        fixture.Journal.FailNext = new IOException("No space left on device");

        (await Should.ThrowAsync<IOException>(() => fixture.Submit(IngressFixture.Leg(1), IngressFixture.Leg(2)))).Message.ShouldBe("No space left on device");
        SubmitResult again = await fixture.Submit(IngressFixture.Leg(1), IngressFixture.Leg(2));

        (again.Accepted, again.Duplicated).ShouldBe((2, 0));
        await fixture.Delivered(2);
        fixture.Router.Ids(IngressFixture.Nifty).ShouldBe([1UL, 2UL]);
        fixture.Ingress.Statistics.ShouldSatisfyAllConditions(
            statistics => statistics.FailedCommits.ShouldBe(1),
            statistics => statistics.Accepted.ShouldBe(2),
            statistics => statistics.LastError.ShouldBe("No space left on device"));
    }

    [Fact]
    public async Task SubmitAsync_BooksLag_HoldsSubmittersBack()
    {
        await using IngressFixture fixture = await IngressFixture.StartedAsync(new IngressOptions { MaxUndeliveredTicks = 10, MaxTicksPerCommit = 5, MaxQueuedSubmissions = 2 });
        var books = new TaskCompletionSource();
        fixture.Router.Before = _ => books.Task;

        Task<SubmitResult>[] submits = [.. Enumerable.Range(0, 20).Select(i => fixture.Submit([.. Enumerable.Range(1, 5).Select(k => IngressFixture.Leg((ulong)((i * 5) + k)))]))];
        await fixture.Until(() => submits.Count(submit => submit.IsCompleted) == 2, "two commits are acknowledged");
        await fixture.Until(() => fixture.Ingress.Statistics is { UndeliveredTicks: 10, QueuedSubmissions: 2 }, "the queue is full");
        fixture.Journal.LastSequence.ShouldBe(2);
        fixture.Ingress.Statistics.QueuedTicks.ShouldBe(90);

        books.SetResult();
        (await Task.WhenAll(submits)).Sum(result => result.Accepted).ShouldBe(100);
    }

    [Fact]
    public async Task SubmitAsync_Cancelled_LeavesTheMemoryAloneAndTheOthersBe()
    {
        await using IngressFixture fixture = await IngressFixture.StartedAsync(new IngressOptions { MaxUndeliveredTicks = 1 });
        var books = new TaskCompletionSource();
        fixture.Router.Before = _ => books.Task;
        await fixture.Submit(IngressFixture.Leg(1));
        using var patience = new CancellationTokenSource();
        Tick[] memory = [IngressFixture.Leg(2)];
        Task<SubmitResult> givenUp = fixture.Ingress.SubmitAsync(memory, "test", patience.Token).AsTask();
        Task<SubmitResult> patient = fixture.Submit(IngressFixture.Leg(3));

        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => givenUp);
        memory[0] = IngressFixture.Leg(99);
        books.SetResult();

        (await patient).Accepted.ShouldBe(1);
        await fixture.Until(() => fixture.Ingress.Statistics.QueuedTicks == 0, "nothing waits");
        await fixture.Delivered(2);
        fixture.Router.Ids(IngressFixture.Nifty).ShouldBe([1UL, 3UL]);
    }

    [Fact]
    public async Task Delivery_OneProductFails_OthersGoOnAndNothingIsLost()
    {
        var options = new IngressOptions { MaxUndeliveredTicks = 20, MaxTicksPerCommit = 4, MaxTicksPerDelivery = 8 };
        await using IngressFixture fixture = await IngressFixture.StartedAsync(options);
        bool broken = true;
        fixture.Router.Before = product => broken && product == IngressFixture.Nifty ? Task.FromException(new TimeoutException("grain away")) : Task.CompletedTask;
        await fixture.Submit(IngressFixture.Leg(1));
        await fixture.Until(() => fixture.Ingress.Statistics.LaggingProducts == 1, "the product lags", advance: true);

        for (ulong id = 2; id <= 200; id++)
        {
            (await fixture.Submit(IngressFixture.Leg(id), IngressFixture.Spot(id, IngressFixture.Btc))).Accepted.ShouldBe(2);
        }

        await fixture.Until(() => fixture.Router.Ids(IngressFixture.Btc).Length == 199, "the other product has all");
        fixture.Router.Ids(IngressFixture.Nifty).ShouldBeEmpty();
        fixture.Ingress.Statistics.UndeliveredTicks.ShouldBe(0);
        fixture.Ingress.Statistics.LastError.ShouldBe("Delivery to NIFTY failed: grain away");
        broken = false;
        await fixture.Until(() => fixture.Ingress.Statistics.LaggingProducts == 0, "the product has caught up", advance: true);
        await fixture.Submit(IngressFixture.Leg(201));

        await fixture.Until(() => fixture.Router.Ids(IngressFixture.Nifty).Length == 201, "all is delivered");
        fixture.Router.Ids(IngressFixture.Nifty).ShouldBe(Enumerable.Range(1, 201).Select(id => (ulong)id));
    }

    [Fact]
    public async Task Delivery_FailsOnce_IsTriedAgain()
    {
        await using IngressFixture fixture = await IngressFixture.StartedAsync();
        int failures = 2;
        fixture.Router.Before = _ => failures-- > 0 ? Task.FromException(new TimeoutException()) : Task.CompletedTask;

        await fixture.Submit(IngressFixture.Leg(1));

        await fixture.Delivered(1, advance: true);
        fixture.Router.Ids(IngressFixture.Nifty).ShouldBe([1UL]);
        fixture.Router.Attempts.ShouldBe(3);
        fixture.Ingress.Statistics.ShouldSatisfyAllConditions(statistics => statistics.FailedDeliveries.ShouldBe(2), statistics => statistics.LaggingProducts.ShouldBe(0));
    }

    [Fact]
    public async Task Delivery_CommitsWhileOneIsUnderWay_AreJournalledMeanwhile()
    {
        await using IngressFixture fixture = await IngressFixture.StartedAsync();
        var books = new TaskCompletionSource();
        fixture.Router.Before = _ => books.Task;

        await fixture.Submit(IngressFixture.Leg(1));
        await fixture.Submit(IngressFixture.Leg(2));

        fixture.Journal.LastSequence.ShouldBe(2);
        fixture.Router.Sequences(IngressFixture.Nifty).ShouldBeEmpty();
        books.SetResult();
        await fixture.Until(() => fixture.Router.Sequences(IngressFixture.Nifty).Length == 2, "both are applied");
    }

    [Fact]
    public async Task StopAsync_QueuedTicks_AreJournalledAndDelivered()
    {
        await using IngressFixture fixture = await IngressFixture.StartedAsync(new IngressOptions { MaxTicksPerCommit = 7 });
        Task<SubmitResult>[] submits = [.. Enumerable.Range(0, 30).Select(i => fixture.Submit([.. Enumerable.Range(1, 10).Select(k => IngressFixture.Leg((ulong)((i * 10) + k)))]))];

        await fixture.Ingress.StopAsync(TestContext.Current.CancellationToken);

        (await Task.WhenAll(submits)).Sum(result => result.Accepted).ShouldBe(300);
        fixture.Router.Ids(IngressFixture.Nifty).Length.ShouldBe(300);
        (await Should.ThrowAsync<InvalidOperationException>(() => fixture.Submit(IngressFixture.Leg(999)))).Message.ShouldContain("stopping");
    }

    [Fact]
    public async Task StopAsync_BooksHang_GivesUpWhenAskedTo()
    {
        await using IngressFixture fixture = await IngressFixture.StartedAsync(new IngressOptions { MaxUndeliveredTicks = 1 });
        fixture.Router.Before = _ => new TaskCompletionSource().Task;
        await fixture.Submit(IngressFixture.Leg(1));
        Task<SubmitResult> waiting = fixture.Submit(IngressFixture.Leg(2));

        await fixture.Ingress.StopAsync(new CancellationToken(canceled: true));

        await Should.ThrowAsync<InvalidOperationException>(() => waiting);
        fixture.Journal.LastSequence.ShouldBe(1);
    }

    [Fact]
    public async Task StartAsync_AfterRestart_KnowsTheIdsOfTheLastHourAndTheLastPrices()
    {
        var journal = new MemoryJournal();
        await using (IngressFixture before = await IngressFixture.StartedAsync(journal: journal))
        {
            await before.Submit(IngressFixture.Spot(1, IngressFixture.Nifty), IngressFixture.Leg(2));
        }

        await using IngressFixture after = await IngressFixture.StartedAsync(journal: journal);
        SubmitResult result = await after.Submit(IngressFixture.Spot(1, IngressFixture.Nifty), IngressFixture.Leg(2), IngressFixture.Leg(3), IngressFixture.Spot(4, IngressFixture.Nifty, 12_000));

        (result.Accepted, result.Duplicated, result.Refused).ShouldBe((1, 2, 1));
        result.FirstRefusals[0].Reason.ShouldBe(RefusalReason.AbsurdJump);
        after.Ingress.Statistics.RememberedIds.ShouldBe(3);
    }

    [Fact]
    public async Task FollowAsync_WhileAnotherWritesTheJournal_KnowsAllOfItAtTheStart()
    {
        await using IngressFixture writer = await IngressFixture.StartedAsync();
        await using var follower = new IngressFixture(journal: writer.Journal);
        for (ulong id = 1; id <= 3; id++)
        {
            await writer.Submit(IngressFixture.Leg(id));
            await follower.Ingress.FollowAsync(TestContext.Current.CancellationToken);
            follower.Ingress.Statistics.RememberedIds.ShouldBe((int)id, "each frame is read once");
        }

        await writer.Submit(IngressFixture.Leg(4));
        await follower.Ingress.StartAsync(TestContext.Current.CancellationToken);

        (await follower.Submit([.. Enumerable.Range(1, 5).Select(id => IngressFixture.Leg((ulong)id))])).ShouldSatisfyAllConditions(
            result => result.Accepted.ShouldBe(1),
            result => result.Duplicated.ShouldBe(4));
        await Should.ThrowAsync<InvalidOperationException>(() => follower.Ingress.FollowAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Statistics_OverTime_GiveTicksPerSecond()
    {
        await using IngressFixture fixture = await IngressFixture.StartedAsync();
        fixture.Clock.Advance(TimeSpan.FromSeconds(20));
        for (int second = 0; second < 10; second++)
        {
            await fixture.Submit([.. Enumerable.Range(1, 10).Select(i => IngressFixture.Leg((ulong)((second * 10) + i)))]);
            fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        fixture.Ingress.Statistics.TicksPerSecond.ShouldBe(10);
        fixture.Ingress.Statistics.TicksPerSecondOverTen.ShouldBe(10);
        fixture.Clock.Advance(TimeSpan.FromSeconds(5));
        fixture.Ingress.Statistics.TicksPerSecond.ShouldBe(0);
        fixture.Ingress.Statistics.TicksPerSecondOverTen.ShouldBe(5);
        fixture.Clock.Advance(TimeSpan.FromSeconds(60));
        fixture.Ingress.Statistics.TicksPerSecondOverTen.ShouldBe(0);
    }

    [Fact]
    public void Options_OutOfRange_NameTheKeyAndTheRemedy() =>
        Should.Throw<ArgumentException>(() => new IngressOptions { MaxTicksPerCommit = 0 }.Validate()).Message.ShouldBe("Ingress:MaxTicksPerCommit is 0: give 1 or more, such as 8192.");
}
