using TradingAnalytics.Analytics;
using TradingAnalytics.Analytics.Pricing;
using TradingAnalytics.Analytics.VolatilityIndex;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Tests.Chains;
using TradingAnalytics.Engine.VolatilityIndex;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Tests.VolatilityIndex;

public class VolatilityIndexRuleTests
{
    private static readonly ProductSpec Nifty = SyntheticChain.Product;
    private static readonly VolatilityIndexOptions Cboe = VolatilityIndexOptions.Default;
    private static readonly VolatilityIndexOptions India = new() { Method = IndexMethod.India };

    [Fact]
    public void Of_TermsOnBothSides_TakesTheTwoNearestToThirtyDays()
    {
        VolatilityIndexValue index = Index(Cboe, Term("2026-08-25", 0.09), Term("2026-09-15", 0.04), Term("2026-09-22", 0.04), Term("2026-10-27", 0.25));

        index.Status.ShouldBe(VolatilityIndexStatus.Ok);
        index.Near.Expiry.ShouldBe(Expiry.Parse("2026-09-15"));
        index.Next.Expiry.ShouldBe(Expiry.Parse("2026-09-22"));
        index.Value.ShouldBe(20, 1e-9);
        (index.NearWeight + index.NextWeight).ShouldBe(1);
        index.NearWeight.ShouldBeInRange(0, 1);
    }

    [Fact]
    public void Of_TermsOnOneSide_FollowsTheLineBeyondThem()
    {
        VolatilityIndexValue before = Index(Cboe, Term("2026-08-25", 0.09), Term("2026-09-01", 0.04), Term("2026-09-08", 0.04));
        VolatilityIndexValue after = Index(Cboe, Term("2026-09-29", 0.04), Term("2026-10-27", 0.04), Term("2026-11-24", 0.09));

        before.Status.ShouldBe(VolatilityIndexStatus.Extrapolated);
        before.Near.Expiry.ShouldBe(Expiry.Parse("2026-09-01"));
        before.Value.ShouldBe(20, 1e-9);
        after.Status.ShouldBe(VolatilityIndexStatus.Extrapolated);
        after.Next.Expiry.ShouldBe(Expiry.Parse("2026-10-27"));
        after.Value.ShouldBe(20, 1e-9);
        Index(Cboe, Term("2026-09-01", 0.25), Term("2026-09-08", 0.04)).Status.ShouldBe(VolatilityIndexStatus.NegativeVariance);
    }

    [Fact]
    public void Of_TooFewTerms_SaysWhyAndHasNoValue()
    {
        Index(Cboe).Status.ShouldBe(VolatilityIndexStatus.NoTerm);
        Index(Cboe, Term("2026-08-19", 0.04)).Status.ShouldBe(VolatilityIndexStatus.NoTerm, "less than seven days");
        VolatilityIndexValue one = Index(Cboe, Term("2026-08-19", 0.04), Term("2026-09-08", 0.04));
        one.Status.ShouldBe(VolatilityIndexStatus.OneTerm);
        one.HasValue.ShouldBeFalse();
        one.Near.Expiry.ShouldBe(Expiry.Parse("2026-09-08"));
        Index(Cboe with { ExpiryDay = DayOfWeek.Friday }, Term("2026-09-08", 0.04)).Status.ShouldBe(VolatilityIndexStatus.NoTerm);
    }

    [Theory]
    [InlineData("2026-08-18", "2026-08-25", "2026-09-29")]
    [InlineData("2026-08-20", "2026-08-25", "2026-09-29")]
    [InlineData("2026-08-21", "2026-09-29", "2026-10-27")]
    [InlineData("2026-08-25", "2026-09-29", "2026-10-27")]
    public void Of_IndiaMethod_TakesNearAndNextMonthAndRollsThreeTradingDaysBefore(string today, string near, string next)
    {
        // The last Tuesdays of August to October 2026; from Thursday the 20th there are three trading days to the 25th, from Friday two.
        VolatilityIndexValue index = Index(
            India, At(today), Term("2026-08-25", 0.04), Term("2026-09-01", 0.09), Term("2026-09-29", 0.04), Term("2026-10-06", 0.09), Term("2026-10-27", 0.04));

        index.Near.Expiry.ShouldBe(Expiry.Parse(near));
        index.Next.Expiry.ShouldBe(Expiry.Parse(next));
        index.Value.ShouldBe(20, 1e-9);
    }

    [Theory]
    [InlineData(IndexMethod.Cboe)]
    [InlineData(IndexMethod.India)]
    public void Of_Chain_LiveArraysEqualTheViewAndAllocateNothing(IndexMethod method)
    {
        var book = new ChainBook(Nifty, SyntheticChain.Expiry, ChainOptions.Default);
        book.Apply(SyntheticChain.Quotes(0.05, 22_000, 26_500));
        var rule = new ChainVarianceRule(Nifty, SyntheticChain.Expiry, new VolatilityIndexOptions { Method = method });

        ExpiryVariance viewed = rule.Of(book.View(), double.NaN);
        ExpiryVariance live = book.Variance(rule);

        live.ShouldBe(viewed);
        live.Term.Status.ShouldBe(IndexStatus.Ok);
        live.Prices.ShouldBe(PriceSource.Mid);
        live.ForwardSource.ShouldBe(ForwardSource.Parity);
        live.Minutes.ShouldBe((7 * 1440) + 315);
        live.Volatility.ShouldBe(11.1, 0.5);
        Allocations.OfRounds(() => book.Variance(rule)).ShouldBe(0);
    }

    [Fact]
    public void Of_ChainOfLastPrices_TakesThemAndSaysSo()
    {
        var book = new ChainBook(Nifty, SyntheticChain.Expiry, ChainOptions.Default);
        foreach (Tick quote in SyntheticChain.Quotes(0.05, 22_000, 26_500))
        {
            book.Apply([quote with { Fields = TickFields.Last, Last = quote.Kind == TickKind.Leg ? (quote.Bid + quote.Ask) / 2 : quote.Last }]);
        }

        ExpiryVariance term = new ChainVarianceRule(Nifty, SyntheticChain.Expiry, Cboe).Of(book.View(), double.NaN);

        term.Prices.ShouldBe(PriceSource.Last);
        term.Volatility.ShouldBe(11.1, 0.5);
    }

    [Fact]
    public void Of_IndiaChainWithFuture_TakesItAsForward()
    {
        var book = new ChainBook(Nifty, SyntheticChain.Expiry, ChainOptions.Default);
        book.Apply(SyntheticChain.Quotes());

        ExpiryVariance term = new ChainVarianceRule(Nifty, SyntheticChain.Expiry, India).Of(book.View(), 24_251.5);

        term.ForwardSource.ShouldBe(ForwardSource.Future);
        term.Term.Forward.ShouldBe(24_251.5);
        term.Term.CentralStrike.ShouldBe(24_250);
    }

    [Fact]
    public void Of_ChainPastItsCutOff_IsExpired()
    {
        var book = new ChainBook(Nifty, SyntheticChain.Expiry, ChainOptions.Default);
        book.Apply(SyntheticChain.Quotes());
        book.AdvanceTo(Tick.MicrosecondsOf(Nifty.CutOff(SyntheticChain.Expiry)));

        new ChainVarianceRule(Nifty, SyntheticChain.Expiry, Cboe).Of(book.View(), double.NaN).Term.Status.ShouldBe(IndexStatus.Expired);
    }

    [Fact]
    public void Of_CoinSettledChain_IsThatOfItsForward()
    {
        ProductSpec btc = ProductCatalogue.Load().Find("BTC")!;
        Expiry expiry = Expiry.On(2026, 9, 25);
        var asOf = new DateTimeOffset(2026, 8, 26, 8, 0, 0, TimeSpan.Zero);
        var book = new ChainBook(btc, expiry, ChainOptions.Default);
        double years = btc.TimeToExpiryYears(expiry, asOf);
        const double Forward = 100_250;
        for (double strike = 20_000; strike <= 400_000; strike += 500)
        {
            foreach (OptionRight right in (OptionRight[])[OptionRight.Call, OptionRight.Put])
            {
                double coin = Black76.Price(right, Forward, strike, years, 1, 0.55) / Forward;
                book.Apply(
                [
                    new Tick
                    {
                        Product = btc.Id, Kind = TickKind.Leg, Expiry = expiry, Strike = strike, Right = right, UnixMicroseconds = Tick.MicrosecondsOf(asOf),
                        Fields = TickFields.Quote, Bid = coin, Ask = coin,
                    },
                ]);
            }
        }

        ExpiryVariance term = new ChainVarianceRule(btc, expiry, Cboe).Of(book.View(), double.NaN);

        term.Term.Forward.ShouldBe(Forward, 1);
        term.Volatility.ShouldBe(55, 0.05);
    }

    private static long At(string day) => Tick.MicrosecondsOf(DateTimeOffset.Parse(day + "T10:00:00+05:30", System.Globalization.CultureInfo.InvariantCulture));

    private static VolatilityIndexValue Index(VolatilityIndexOptions options, params Func<long, ExpiryVariance>[] terms) => Index(options, At("2026-08-18"), terms);

    private static VolatilityIndexValue Index(VolatilityIndexOptions options, long asOf, params Func<long, ExpiryVariance>[] terms) =>
        new VolatilityIndexRule(Nifty, options).Of([.. terms.Select(term => term(asOf))], asOf);

    private static Func<long, ExpiryVariance> Term(string expiry, double variance) => asOf =>
    {
        Expiry on = Expiry.Parse(expiry);
        double minutes = (Tick.MicrosecondsOf(Nifty.CutOff(on)) - asOf) / 60e6;
        TermVariance term = minutes > 0 ? new TermVariance(IndexStatus.Ok, variance, 24_000, 24_000, 50) : TermVariance.None(IndexStatus.Expired);
        return new ExpiryVariance(on, minutes, 0.065, term, PriceSource.Mid, ForwardSource.Parity);
    };
}
