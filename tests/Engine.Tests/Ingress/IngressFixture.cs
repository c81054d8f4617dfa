using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using TradingAnalytics.Engine.Ingress;
using TradingAnalytics.MarketData.Calendars;
using TradingAnalytics.MarketData.DeadLetters;
using TradingAnalytics.MarketData.Deduplication;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.Engine.Tests.Ingress;

/// <summary>An ingress between a journal in memory and recording books, for the products NIFTY and BTC.</summary>
internal sealed class IngressFixture : IAsyncDisposable
{
    public static readonly ProductId Nifty = "NIFTY";
    public static readonly ProductId Btc = "BTC";
    public static readonly Expiry August25 = Expiry.On(2026, 8, 25);
    private static readonly DateTimeOffset s_now = new(2026, 8, 18, 6, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("ta-ingress-").FullName;

    public IngressFixture(IngressOptions? options = null, MemoryJournal? journal = null)
    {
        Journal = journal ?? new MemoryJournal();
        DeadLetters = new FileDeadLetterStore(new DeadLetterOptions { Folder = _folder }, Clock);
        Ingress = new TickIngress(new TickValidator(Catalogue, new ValidationOptions()), new DeduplicationOptions(), Journal, DeadLetters, Router, options ?? new IngressOptions(), Clock);
    }

    public static ProductCatalogue Catalogue { get; } = new([Spec(Nifty), Spec(Btc)]);

    public FakeTimeProvider Clock { get; } = new(s_now);

    public MemoryJournal Journal { get; }

    public RecordingRouter Router { get; } = new();

    public FileDeadLetterStore DeadLetters { get; }

    public TickIngress Ingress { get; }

    public static async Task<IngressFixture> StartedAsync(IngressOptions? options = null, MemoryJournal? journal = null)
    {
        var fixture = new IngressFixture(options, journal);
        await fixture.Ingress.StartAsync(TestContext.Current.CancellationToken);
        return fixture;
    }

    public Task<MarketData.Feeds.SubmitResult> Submit(params Tick[] ticks) => Ingress.SubmitAsync(ticks, "test", TestContext.Current.CancellationToken).AsTask();

    public static Tick Spot(ulong id, ProductId product, double last = 24_200) => new()
    {
        Id = id,
        Product = product,
        Kind = TickKind.Underlying,
        UnixMicroseconds = Tick.MicrosecondsOf(s_now) - 1_000_000 + (long)id,
        Fields = TickFields.Last,
        Last = last,
    };

    public static Tick Leg(ulong id, double strike = 24_200, double last = 120) => Spot(id, Nifty, last) with { Kind = TickKind.Leg, Expiry = August25, Strike = strike };

    /// <summary>What was acknowledged may not have set out yet: nothing under way does not say that all has come.</summary>
    public Task Delivered(int ticks, bool advance = false) => Until(
        () => Ingress.Statistics.UndeliveredTicks == 0 && Router.Ids(Nifty).Length + Router.Ids(Btc).Length == ticks, $"all {ticks} are delivered", advance);

    /// <summary>Waits for something that happens on other threads, letting the clock go on.</summary>
    public async Task Until(Func<bool> condition, string what, bool advance = false)
    {
        var waited = Stopwatch.StartNew();
        while (!condition())
        {
            waited.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(120), $"still waiting until {what}");
            if (advance)
            {
                Clock.Advance(TimeSpan.FromMilliseconds(10));
            }

            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Ingress.DisposeAsync();
        DeadLetters.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static ProductSpec Spec(ProductId id)
    {
        var calendar = new TradingCalendar(new TradingSession(new TimeOnly(9, 15), new TimeOnly(15, 30)), new HashSet<DateOnly>(), new Dictionary<DateOnly, TradingSession>());
        return new ProductSpec
        {
            Id = id,
            Name = id.ToString(),
            Venue = new Venue("TEST", "Test", TimeZoneInfo.Utc, calendar),
            Currency = "INR",
            TickSize = 0.05,
            StrikeStep = 50,
            LotSizes = [new LotSize(DateOnly.MinValue, 65)],
            CutOffTime = new TimeOnly(10, 0),
            DayCount = DayCount.Act365,
            Settlement = Settlement.Cash,
            InterestRate = 0.065,
        };
    }
}
