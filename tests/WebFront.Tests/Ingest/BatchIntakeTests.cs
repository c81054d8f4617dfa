using System.IO.Pipelines;
using System.Text;
using CsCheck;
using Microsoft.Extensions.Options;
using TradingAnalytics.MarketData.DeadLetters;
using TradingAnalytics.MarketData.Validation;
using TradingAnalytics.WebFront.Ingest;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Ingest;

public class BatchIntakeTests
{
    private readonly FakeSink _sink = new();
    private readonly IngestLimits _limits = new();

    [Theory]
    [InlineData("{0}\n{1}\n{2}")]
    [InlineData("\n{0}\r\n\r\n  {1}  \n{2}\n\n")]
    [InlineData("[{0},{1},{2}]")]
    [InlineData("\uFEFF [ {0} ,\n{1},{2} ] \n")]
    public async Task Take_AnyFormat_SubmitsAllInOrder(string format)
    {
        IngestOutcome outcome = await TakeAsync(string.Format(null, format, Good(1), Good(2), Good(3)));
        outcome.Answer.ShouldSatisfyAllConditions(
            answer => answer.Accepted.ShouldBe(3),
            answer => answer.Refusals.ShouldBeEmpty());
        _sink.Accepted.Select(tick => tick.Last).ShouldBe([1, 2, 3]);
        _sink.Origins.ShouldBe(["test"]);
    }

    [Theory]
    [InlineData("{0}\n{{bad\n\n{1}", "line 2")]
    [InlineData("[{0},{{\"bad\":1}},{1}]", "element 1")]
    public async Task Take_OneBadItem_RefusesItWithItsPlaceAndKeepsTheOthers(string format, string place)
    {
        IngestOutcome outcome = await TakeAsync(string.Format(null, format, Good(1), Good(2)));
        outcome.Answer.Accepted.ShouldBe(2);
        outcome.Answer.Refused.ShouldBe(1);
        IngestRefusal refusal = outcome.Answer.Refusals.ShouldHaveSingleItem();
        refusal.Index.ShouldBe(1);
        refusal.Reason.ShouldBe(RefusalReason.MalformedTick);
        refusal.Detail.ShouldStartWith(place);
        DeadLetter letter = _sink.DeadLetters.List(10).ShouldHaveSingleItem();
        letter.Reason.ShouldBe(RefusalReason.MalformedTick);
        letter.Detail.ShouldContain("bad");
        letter.Origin.ShouldBe("test");
    }

    [Fact]
    public async Task Take_RefusedBySink_KeepsTheIndexOfTheBatch()
    {
        _limits.ChunkTicks = 2;
        IngestOutcome outcome = await TakeAsync(string.Join('\n', Good(1), "nonsense", Good(1), Good(2), Good(-5), Good(3)));
        outcome.Answer.Accepted.ShouldBe(3);
        outcome.Answer.Duplicated.ShouldBe(1);
        outcome.Answer.Refusals.Select(refusal => (refusal.Index, refusal.Reason)).ShouldBe([(1, RefusalReason.MalformedTick), (4, RefusalReason.NegativePrice)]);
        _sink.Chunks.ShouldBe([2, 2, 1]);
    }

    [Fact]
    public async Task Take_ArrayCutOff_TakesWhatCameAndSaysSo()
    {
        IngestOutcome outcome = await TakeAsync($"[{Good(1)},{Good(2)},{{\"time\":");
        outcome.Stop.ShouldBe(IngestStop.Broken);
        outcome.Answer.Accepted.ShouldBe(2);
        outcome.Answer.Refusals.ShouldHaveSingleItem().Detail.ShouldContain("cut off in element 2");
    }

    [Theory]
    [InlineData("[{0} {1}]", "',' or ']' belongs")]
    [InlineData("[{0}] {1}", "the batch ends")]
    [InlineData("[{0},@]", "element 1 is no JSON")]
    public async Task Take_ArrayBroken_SaysWhere(string format, string detail)
    {
        IngestOutcome outcome = await TakeAsync(string.Format(null, format, Good(1), Good(2)));
        outcome.Stop.ShouldBe(IngestStop.Broken);
        outcome.Answer.Accepted.ShouldBe(1);
        outcome.Detail.ShouldContain(detail);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n \n")]
    [InlineData("[]")]
    public async Task Take_Nothing_IsAnEmptyAnswer(string body)
    {
        IngestOutcome outcome = await TakeAsync(body);
        outcome.Parsed.ShouldBe(0);
        outcome.Answer.Refused.ShouldBe(0);
        outcome.Stop.ShouldBe(IngestStop.End);
    }

    [Theory]
    [InlineData("{0}\n{2}\n{1}\n")]
    [InlineData("[{0},{2},{1}]")]
    public async Task Take_TooLongATick_IsRefusedWithoutBeingKept(string format)
    {
        _limits.MaxTickBytes = 200;
        IngestOutcome outcome = await TakeAsync(string.Format(null, format, Good(1), Good(2), Good(3).Replace("NIFTY", new string('X', 150), StringComparison.Ordinal)));
        outcome.Answer.Accepted.ShouldBe(2);
        outcome.Answer.Refusals.ShouldHaveSingleItem().Detail.ShouldContain("longer than 200 bytes");
    }

    [Fact]
    public async Task Take_LineThatNeverEnds_IsSkippedInBoundedMemory()
    {
        _limits.MaxTickBytes = 200;
        IngestOutcome outcome = await TakeAsync($"{Good(1)}\n{new string('x', 100_000)}\n{Good(2)}", bytesAtOnce: 64);
        outcome.Answer.Accepted.ShouldBe(2);
        outcome.Answer.Refusals.ShouldHaveSingleItem().Index.ShouldBe(1);
    }

    [Fact]
    public async Task Take_MoreTicksThanAllowed_StopsThere()
    {
        _limits.MaxTicks = 3;
        IngestOutcome outcome = await TakeAsync(string.Join('\n', Enumerable.Range(1, 10).Select(i => Good(i))));
        outcome.Stop.ShouldBe(IngestStop.TooManyTicks);
        outcome.Answer.Accepted.ShouldBe(3);
        _sink.Accepted.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Take_MoreBytesThanAllowed_StopsThere()
    {
        _limits.MaxBytes = 1000;
        IngestOutcome outcome = await TakeAsync(string.Join('\n', Enumerable.Range(1, 100).Select(i => Good(i))), bytesAtOnce: 100);
        outcome.Stop.ShouldBe(IngestStop.TooManyBytes);
        outcome.Answer.Accepted.ShouldBeInRange(1, 20);
    }

    [Fact]
    public async Task Take_ManyRefusals_AreAllCountedAndAFewListed()
    {
        _limits.MaxListedRefusals = 2;
        IngestOutcome outcome = await TakeAsync("x\ny\nz\n" + Good(1));
        outcome.Answer.Refused.ShouldBe(3);
        outcome.Answer.Refusals.Count.ShouldBe(2);
    }

    /// <summary>Every tick is counted once, however the bytes are cut and whichever lines are spoilt.</summary>
    [Fact]
    public void Take_AnyCut_CountsEveryTickOnce() =>
        Gen.Select(Gen.Bool.Array[1, 40], Gen.Int[1, 300], Gen.Bool, Gen.Int[1, 7]).Sample(
            (spoilt, cut, array, chunk) =>
            {
                var sink = new FakeSink();
                string[] items = [.. spoilt.Select((bad, i) => bad ? """{"time":"never"}""" : Good(i))];
                string body = array ? $"[{string.Join(',', items)}]" : string.Join('\n', items);
                IngestOutcome outcome = Take(sink, new IngestLimits { ChunkTicks = chunk }, body, cut).GetAwaiter().GetResult();
                return outcome.Answer.Accepted == spoilt.Count(bad => !bad) && outcome.Answer.Refused == spoilt.Count(bad => bad)
                    && sink.Accepted.Select(tick => tick.Last).SequenceEqual(Enumerable.Range(0, spoilt.Length).Where(i => !spoilt[i]).Select(i => (double)i));
            },
            iter: 300);

    private static string Good(double last) => $$"""{"time":1786000000000,"product":"NIFTY","kind":"underlying","last":{{last}}}""";

    private Task<IngestOutcome> TakeAsync(string body, int bytesAtOnce = 4096) => Take(_sink, _limits, body, bytesAtOnce);

    private static async Task<IngestOutcome> Take(FakeSink sink, IngestLimits limits, string body, int bytesAtOnce)
    {
        var intake = new BatchIntake(sink, sink.DeadLetters, new TickJsonParser(TestProducts.Catalogue), Options.Create(limits));
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        Task<IngestOutcome> taking = intake.TakeAsync(pipe.Reader, "test", TestContext.Current.CancellationToken);
        for (int at = 0; at < bytes.Length; at += bytesAtOnce)
        {
            await pipe.Writer.WriteAsync(bytes.AsMemory(at, Math.Min(bytesAtOnce, bytes.Length - at)), TestContext.Current.CancellationToken);
        }

        await pipe.Writer.CompleteAsync();
        return await taking;
    }
}
