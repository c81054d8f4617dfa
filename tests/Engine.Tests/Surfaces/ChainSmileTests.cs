using TradingAnalytics.Analytics;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Surfaces;
using TradingAnalytics.Engine.Tests.Chains;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Tests.Surfaces;

public sealed class ChainSmileTests
{
    private readonly ChainSmile _smile = new(SyntheticChain.Product);

    [Fact]
    public void Fit_QuotedSmile_LiesInsideTheQuotesFreeOfArbitrage()
    {
        SmileFit fit = Book(SyntheticChain.Quotes()).FitSmile(_smile);

        fit.Status.ShouldBe(SmileStatus.Ok);
        fit.Certificate.Butterfly.IsFree.ShouldBeTrue(fit.ToString());
        fit.Certificate.Points.ShouldBe(32, "one option a strike, both at the money");
        fit.Certificate.Excluded.ShouldBe(0);
        fit.Certificate.InsideShare.ShouldBe(1, fit.ToString());
        fit.Certificate.RmsNearVolPoints.ShouldBeLessThan(0.02, fit.ToString());
        fit.AtmVolatility.ShouldBe(0.11, 1e-3);
    }

    [Fact]
    public void Fit_ViewAndLiveChain_AreOne()
    {
        for (int seed = 1; seed <= 5; seed++)
        {
            ChainBook book = Book(SyntheticChain.Random(seed, 3_000));

            SmileFit live = book.FitSmile(_smile);
            SmilePoint[] points = _smile.Points.ToArray();
            SmileFit viewed = _smile.Fit(book.View());

            viewed.ShouldBe(live, $"seed {seed}");
            _smile.Points.ToArray().ShouldBe(points);
        }
    }

    [Fact]
    public void Fit_PutCallSides_AreOutOfTheMoneyAndBothAtTheMoney()
    {
        Book(SyntheticChain.Quotes()).FitSmile(_smile);

        foreach (SmilePoint point in _smile.Points)
        {
            (point.Strike == 24_250 || (point.Right == OptionRight.Call) == point.Strike > SyntheticChain.Forward).ShouldBeTrue(point.ToString());
        }

        _smile.Points.ToArray().Count(point => point.Strike == 24_250).ShouldBe(2);
    }

    [Theory]
    [InlineData(40, SmileExclusion.Arbitrage)]
    [InlineData(3, SmileExclusion.Outlier)]
    public void Fit_OneBadQuote_IsLeftOutAndSaysWhy(double off, SmileExclusion expected)
    {
        const double Strike = 24_700;
        double price = SyntheticChain.Price(Strike, OptionRight.Call, SyntheticChain.Start) + off;
        SmileFit clean = Book(SyntheticChain.Quotes()).FitSmile(_smile);

        SmileFit fit = Book([.. SyntheticChain.Quotes(), SyntheticChain.Quote(SyntheticChain.Start, Strike, OptionRight.Call, price, 0.05)]).FitSmile(_smile);

        Point(Strike).Exclusion.ShouldBe(expected, Point(Strike).ToString());
        Point(Strike).Trust.ShouldBe(0);
        fit.Certificate.Excluded.ShouldBe(1);
        fit.AtmVolatility.ShouldBe(clean.AtmVolatility, 1e-4);
    }

    [Fact]
    public void Fit_OldTrade_IsLoose()
    {
        // The one option without a quote last traded three hours ago.
        const double Strike = 24_300;
        long now = SyntheticChain.Start + (3 * 3_600_000_000L);
        var ticks = new List<Tick> { SyntheticChain.Leg(SyntheticChain.Start, Strike, OptionRight.Call) with { Fields = TickFields.Last, Last = 150 } };
        ticks.AddRange(SyntheticChain.Quotes().Where(tick => tick.Strike != Strike || tick.Right != OptionRight.Call).Select(tick => tick with { UnixMicroseconds = now }));

        Book([.. ticks]).FitSmile(_smile).IsOk.ShouldBeTrue();

        Point(Strike).Exclusion.ShouldBe(SmileExclusion.Loose, Point(Strike).ToString());
    }

    [Fact]
    public void Fit_ExpiredEmptyThinOrOneSided_SaysSo()
    {
        var book = new ChainBook(SyntheticChain.Product, SyntheticChain.Expiry, ChainOptions.Default);
        book.FitSmile(_smile).Status.ShouldBe(SmileStatus.NoForward);

        book.Apply(SyntheticChain.Quotes(first: 24_200, last: 24_250));
        SmileFit thin = book.FitSmile(_smile);
        thin.Status.ShouldBe(SmileStatus.TooFewPoints);
        thin.IsOk.ShouldBeFalse();
        double.IsNaN(thin.AtmVolatility).ShouldBeTrue();

        Book([.. SyntheticChain.Quotes().Where(tick => tick.Kind == TickKind.Underlying || tick.Strike > 24_300)]).FitSmile(_smile).Status.ShouldBe(SmileStatus.OneSided);

        book.AdvanceTo(SyntheticChain.Start + (8 * 86_400_000_000L));
        book.FitSmile(_smile).Status.ShouldBe(SmileStatus.Expired);
        _smile.Points.Length.ShouldBe(0);
    }

    [Fact]
    public void Fit_LiveChain_AllocatesNothing()
    {
        ChainBook book = Book(SyntheticChain.Quotes());
        Allocations.OfRounds(() => book.FitSmile(_smile)).ShouldBe(0);
    }

    private static ChainBook Book(Tick[] ticks)
    {
        var book = new ChainBook(SyntheticChain.Product, SyntheticChain.Expiry, ChainOptions.Default);
        book.Apply(ticks);
        return book;
    }

    private SmilePoint Point(double strike) => _smile.Points.ToArray().Single(point => point.Strike == strike);
}
