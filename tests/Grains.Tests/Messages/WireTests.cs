using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using TradingAnalytics.Analytics.Exposures;
using TradingAnalytics.Analytics.Surfaces;
using TradingAnalytics.Analytics.VolatilityIndex;
using TradingAnalytics.Engine.Alerts;
using TradingAnalytics.Engine.Bars;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Exposures;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.Engine.RateLimits;
using TradingAnalytics.Engine.Surfaces;
using TradingAnalytics.Engine.VolatilityIndex;
using TradingAnalytics.Grains.Abstractions.Messages;
using TradingAnalytics.Grains.Alerts;
using TradingAnalytics.Grains.Chains;
using TradingAnalytics.Grains.Directories;
using TradingAnalytics.Grains.Products;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.MarketData.Validation;

namespace TradingAnalytics.Grains.Tests.Messages;

/// <summary>What travels between processes and lies in storage, byte for byte: a change here breaks rolling upgrades and stored state.</summary>
public sealed class WireTests : IDisposable
{
    private static readonly Expiry s_expiry = Expiry.On(2026, 8, 25);
    private static readonly TickRoute s_route = new("NIFTY", s_expiry);
    private static readonly AlertFiring s_firing = new("vik", 1, 2, AlertOutcome.Expired, 3, 4, 5);
    private static readonly AlertRule s_rule = new()
    {
        Owner = "vik",
        Id = 1,
        Version = 2,
        Metric = new AlertMetric(new TableId(TableKind.Smile, s_route), RowKey.ForStrike(24_200), "marketIv"),
        Condition = new AlertCondition(AlertKind.Rank, AlertDirection.Down, 3, TimeSpan.FromTicks(4)),
        Cooldown = TimeSpan.FromTicks(5),
        ExpiresUnixMicroseconds = 6,
        Repeats = true,
        Note = "n",
        Webhook = "w",
        LastFiredUnixMicroseconds = 7,
    };

    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    public static TheoryData<string, object> Messages => new()
    {
        { "ProductId", (ProductId)"NIFTY" },
        { "Expiry", s_expiry },
        { "TickRoute", s_route },
        { "TickFrame", new TickFrame(7, 5, s_route, 1_787_000_000_000_000, new byte[] { 1, 2, 3 }) },
        { "LiveUpdate", new LiveUpdate(9, 3, 4, [long.MinValue, 2], [1, 3], [1.5, double.NaN, -2]) },
        { "ChainHeadline", new ChainHeadline(s_expiry, 1, ForwardSource.Parity, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12) },
        { "ChainAnalytics", Analytics() },
        { "AnalyticsGrainState", new AnalyticsGrainState { Epoch = 1 } },
        { "MarketReport", new MarketReport { Holder = "silo-1", Since = DateTimeOffset.UnixEpoch, Fence = 1, FeedName = "simulate", FeedState = "seed 1", Accepted = 2, Duplicated = 3, Refused = 4, RefusedByReason = new() { ["malformedTick"] = 4 }, TicksPerSecond = 5, QueuedTicks = 6, UndeliveredTicks = 7, JournalSequence = 8, JournalSilent = TimeSpan.FromTicks(9) } },
        { "SubmitAnswer", new SubmitAnswer(1, 2, 3, [new SubmitRefusal(4, RefusalReason.MalformedTick, "no")]) },
        { "Bar", new Bar(1_787_000_000, 1, 3, 0.5, 2, 17) },
        { "RateLimitPolicy", new RateLimitPolicy(RateLimitAlgorithm.TokenBucket, 100, 20, TimeSpan.FromSeconds(60)) },
        { "RateLimitDecision", new RateLimitDecision(true, 120, 119, TimeSpan.FromTicks(1), TimeSpan.FromTicks(2), TimeSpan.FromTicks(3)) },
        { "ChainGrainState", new ChainGrainState { Epoch = 1, OwnThrough = 2, UnderlyingThrough = 3, ReceivedUnixMicroseconds = 4, Ticks = [5] } },
        { "DirectoryState", new DirectoryState { Live = [s_route], Retired = [new TickRoute("NIFTY", Expiry.None)], SearchedThrough = 6 } },
        { "BarsState", new BarsState { Bars = [new Bar(1, 2, 3, 4, 5, 6)], OpenUnixMicroseconds = 7, CloseUnixMicroseconds = 8 } },
        { "ProductGrainState", new ProductGrainState { Epoch = 1, Through = 2, CountedThrough = 3, Quotes = [4], Open = 5, High = 6, Low = 7, PreviousClose = 8, Ticks = 9, ReceivedUnixMicroseconds = 10 } },
        { "AlertRule", s_rule },
        { "AlertFiring", s_firing },
        { "AlertStanding", new AlertStanding(s_rule, AlertState.Done, 4, s_firing) },
        { "AlertRecord", new AlertRecord(5, s_rule, s_firing) },
        { "AlertLetter", new AlertLetter(new AlertRecord(5, s_rule, s_firing), DateTimeOffset.UnixEpoch, "no") },
        { "AlertChange", new AlertChange(AlertChangeResult.TooMany, null) },
        { "AlertDeskState", new AlertDeskState { Rules = { ["vik"] = [s_rule] } } },
        { "AlertsState", new AlertsState { Epoch = 1, LastId = 2, Rules = [new AlertStanding(s_rule, AlertState.Off, 0, null)], Fired = 3, Secret = "s" } },
    };

    [Theory]
    [MemberData(nameof(Messages), DisableDiscoveryEnumeration = true)]
    public void Serialize_EachMessage_GivesTheGoldenBytes(string name, object message)
    {
        string hex = Convert.ToHexString(_services.GetRequiredService<Serializer>().SerializeToArray(message));
        Assert.True(hex == GoldenBytes.Of(name), $"{name} is now {hex}");
    }

    [Theory]
    [MemberData(nameof(Messages), DisableDiscoveryEnumeration = true)]
    public void Deserialize_EachMessage_GivesItBack(string name, object message)
    {
        var serializer = _services.GetRequiredService<Serializer>();
        object back = serializer.Deserialize<object>(serializer.SerializeToArray(message))!;
        back.GetType().ShouldBe(message.GetType(), name);
        serializer.SerializeToArray(back).ShouldBe(serializer.SerializeToArray(message), name);
    }

    [Fact]
    public void Deserialize_ChainAnalytics_IsEqualInEveryPart()
    {
        ChainAnalytics analytics = Analytics();
        var serializer = _services.GetRequiredService<Serializer>();
        ChainAnalytics back = serializer.Deserialize<ChainAnalytics>(serializer.SerializeToArray(analytics))!;
        back.GammaProfile.ShouldBe(analytics.GammaProfile);
        (back with { GammaProfile = [] }).ShouldBe(analytics with { GammaProfile = [] });
    }

    [Fact]
    public void Copy_FramesAndUpdates_AreHandedOn()
    {
        var copier = _services.GetRequiredService<DeepCopier>();
        ChainAnalytics analytics = Analytics();
        copier.Copy(analytics).ShouldBeSameAs(analytics);
        var update = new LiveUpdate(1, 0, 1, [], [], []);
        copier.Copy(update).ShouldBeSameAs(update);
        byte[] payload = [1, 2, 3];
        TickFrame copy = copier.Copy(new TickFrame(1, 0, s_route, 0, payload));
        copy.Payload.Span.Overlaps(payload).ShouldBeTrue();
    }

    public void Dispose() => _services.Dispose();

    /// <summary>Every part with a value of its own.</summary>
    private static ChainAnalytics Analytics() => new(
        s_expiry,
        1_787_000_000_000_000,
        1_787_000_000_000_001,
        24_213.5,
        new SmileFit
        {
            Status = SmileStatus.OneSided,
            TimeToExpiryYears = 1,
            Forward = 2,
            DiscountFactor = 3,
            Slice = new SviParameters(4, 5, 6, 7, 8),
            LowestLogMoneyness = -18,
            HighestLogMoneyness = 19,
            Certificate = new SmileCertificate
            {
                Butterfly = new ButterflyCertificate(9, double.PositiveInfinity, 10),
                Repaired = true,
                Points = 11,
                NearPoints = 12,
                Excluded = 13,
                RmsVolPoints = 14,
                RmsNearVolPoints = 15,
                RmsNearTicks = 16,
                InsideShare = 17,
                InsideNearShare = double.NaN,
            },
        },
        new ExposureSums(ExposureStatus.NoVolatility, new Exposure(1, 2, 3, 4), new Exposure(5, 6, 7, 8), 9, 10, 11, 12, 13, 14, 15, 16, 17),
        [1, -2, 3],
        new ExpiryVariance(s_expiry, 1, 2, new TermVariance(IndexStatus.TooFewOptions, 3, 4, 5, 6, 7), PriceSource.Last, ForwardSource.Future));
}
