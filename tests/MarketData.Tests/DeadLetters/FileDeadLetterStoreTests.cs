using Microsoft.Extensions.Time.Testing;
using TradingAnalytics.Analytics;
using TradingAnalytics.MarketData.DeadLetters;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.MarketData.Tests.DeadLetters;

public sealed class FileDeadLetterStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ta-dead-letters-").FullName;
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 8, 18, 5, 30, 0, TimeSpan.Zero));
    private readonly DeadLetterOptions _options;

    public FileDeadLetterStoreTests() => _options = new DeadLetterOptions { Folder = _folder };

    [Fact]
    public void List_NothingRefused_IsEmpty()
    {
        using FileDeadLetterStore store = Open();

        store.List(10).ShouldBeEmpty();
        store.Statistics.TotalRefused.ShouldBe(0);
    }

    [Fact]
    public void List_Letters_NewestFirstWithLimitAndReason()
    {
        using FileDeadLetterStore store = Open();
        for (int i = 1; i <= 6; i++)
        {
            Refuse(store, i % 2 == 0 ? RefusalReason.CrossedQuote : RefusalReason.NegativePrice, i);
        }

        store.List(2).Select(letter => letter.Tick.Last).ShouldBe([6, 5]);
        store.List(10, RefusalReason.CrossedQuote).Select(letter => letter.Tick.Last).ShouldBe([6, 4, 2]);
        store.List(10, RefusalReason.AbsurdJump).ShouldBeEmpty();
        store.List(0).ShouldBeEmpty();
        store.Statistics.Refused.ShouldBe(new Dictionary<RefusalReason, long> { [RefusalReason.CrossedQuote] = 3, [RefusalReason.NegativePrice] = 3 }, ignoreOrder: true);
        store.Statistics.TotalNotKept.ShouldBe(0);
    }

    [Fact]
    public void List_AfterRestart_GivesLettersExactlyAndIdsGoOn()
    {
        var tick = new Tick
        {
            Id = ulong.MaxValue,
            UnixMicroseconds = long.MaxValue,
            Product = "NIFTY",
            Kind = TickKind.Leg,
            Expiry = new Expiry(-3),
            Strike = 24_200.1,
            Right = OptionRight.Put,
            Fields = TickFields.All,
            Last = double.NaN,
            Bid = double.NegativeInfinity,
            Ask = 0.1 + 0.2,
            Volume = -1,
            OpenInterest = 1e300,
            OpenInterestChange = double.Epsilon,
        };
        using (FileDeadLetterStore store = Open())
        {
            store.Count(RefusalReason.PriceNotFinite).ShouldBeTrue();
            store.Keep(in tick, RefusalReason.PriceNotFinite, "why \"so\"\nand more", "push:10.0.0.1");
        }

        using FileDeadLetterStore reopened = Open();
        reopened.List(10).ShouldBe([new DeadLetter(1, _clock.GetUtcNow(), "push:10.0.0.1", RefusalReason.PriceNotFinite, "why \"so\"\nand more", tick)]);
        Refuse(reopened, RefusalReason.CrossedQuote, 5);
        reopened.List(10).Select(letter => letter.Id).ShouldBe([2, 1]);
        reopened.Statistics.TotalRefused.ShouldBe(1);
    }

    [Fact]
    public void Mark_Replayed_IsThereAfterRestartAndTheLastCounts()
    {
        using (FileDeadLetterStore store = Open())
        {
            for (int i = 1; i <= 3; i++)
            {
                Refuse(store, RefusalReason.CrossedQuote, i);
            }

            store.Find(new HashSet<long> { 1, 3, 9 }).Select(letter => letter.Id).ShouldBe([3, 1]);
            store.Mark(1, ReplayOutcome.Refused);
            _clock.Advance(TimeSpan.FromSeconds(1));
            store.Mark(1, ReplayOutcome.Accepted);
            store.Mark(2, ReplayOutcome.Duplicated);
        }

        using FileDeadLetterStore reopened = Open();
        reopened.List(10).Select(letter => letter.Replay).ShouldBe([null, new LetterReplay(_clock.GetUtcNow(), ReplayOutcome.Duplicated), new LetterReplay(_clock.GetUtcNow(), ReplayOutcome.Accepted)]);
        Refuse(reopened, RefusalReason.CrossedQuote, 4);
        reopened.List(1)[0].Id.ShouldBe(4);
    }

    [Fact]
    public void List_AfterACrashInTheMiddleOfALine_LosesNoOtherLetter()
    {
        using (FileDeadLetterStore store = Open())
        {
            Refuse(store, RefusalReason.CrossedQuote, 1);
        }

        File.AppendAllText(Directory.GetFiles(_folder).Single(), "{\"id\":2,\"reason\":\"crossedQ");
        using FileDeadLetterStore reopened = Open();
        Refuse(reopened, RefusalReason.CrossedQuote, 3);

        reopened.List(10).Select(letter => letter.Tick.Last).ShouldBe([3, 1]);
    }

    [Fact]
    public void Count_AFlood_KeepsASampleAndCountsAll()
    {
        _options.MaxPerSecond = 10;
        using FileDeadLetterStore store = Open();
        for (int i = 0; i < 1_000; i++)
        {
            Refuse(store, RefusalReason.UnknownProduct, i);
        }

        store.List(100).Count.ShouldBe(10);
        store.Statistics.Refused[RefusalReason.UnknownProduct].ShouldBe(1_000);
        store.Statistics.NotKept[RefusalReason.UnknownProduct].ShouldBe(990);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Refuse(store, RefusalReason.CrossedQuote, 5_000);
        store.List(1)[0].Tick.Last.ShouldBe(5_000);
    }

    [Fact]
    public void Keep_MoreThanTheBound_DropsTheOldest()
    {
        _options.MaxBytes = 40_000;
        using FileDeadLetterStore store = Open();
        for (int i = 1; i <= 1_000; i++)
        {
            Refuse(store, RefusalReason.UnknownProduct, i);
            store.List(1)[0].Tick.Last.ShouldBe(i);
        }

        Directory.GetFiles(_folder).Sum(file => new FileInfo(file).Length).ShouldBeLessThan(42_000);
        IReadOnlyList<DeadLetter> left = store.List(10_000);
        left.Count.ShouldBeGreaterThan(50);
        left.Select(letter => letter.Id).ShouldBe(Enumerable.Range(0, left.Count).Select(i => 1_000L - i));
    }

    [Fact]
    public void Keep_DiskFails_CountsTheLetterAndGoesOn()
    {
        using FileDeadLetterStore store = Open();
        Directory.Delete(_folder, recursive: true);
        File.WriteAllText(_folder, "in the way");
        Refuse(store, RefusalReason.CrossedQuote, 1);
        Should.Throw<IOException>(() => store.List(1));
        File.Delete(_folder);
        Directory.CreateDirectory(_folder);

        Refuse(store, RefusalReason.CrossedQuote, 2);

        store.List(10).Select(letter => letter.Tick.Last).ShouldBe([2]);
        store.Statistics.Refused[RefusalReason.CrossedQuote].ShouldBe(2);
        store.Statistics.NotKept[RefusalReason.CrossedQuote].ShouldBe(1);
        store.Statistics.LastError.ShouldNotBeNullOrEmpty();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private FileDeadLetterStore Open() => new(_options, _clock);

    private static void Refuse(FileDeadLetterStore store, RefusalReason reason, double last)
    {
        if (store.Count(reason))
        {
            store.Keep(new Tick { Id = 1, Product = "NIFTY", Last = last }, reason, "because", "test");
        }
    }
}
