using TradingAnalytics.Analytics;
using TradingAnalytics.Analytics.ImpliedVolatility;
using TradingAnalytics.Analytics.Pricing;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Tests.Chains;

public sealed class ChainBookValueTests
{
    [Fact]
    public void Revalue_ExactQuotes_FindsForwardDiscountAndSmile()
    {
        ChainView view = View(SyntheticChain.Quotes());
        view.ForwardSource.ShouldBe(ForwardSource.Parity);
        view.Forward.ShouldBe(SyntheticChain.Forward, 1e-3);
        // The forward is as good as the discount factor allows, and of that two opinions are weighed: the slope's, and the product's 6.5 % where 7 % is true.
        double rate = -Math.Log(view.DiscountFactor) / view.TimeToExpiryYears;
        rate.ShouldBeInRange(0.065, 0.0705);
        view.AtmStrike.ShouldBe(24_250);
        view.AtmImpliedVolatility.ShouldBe(SyntheticChain.Smile(24_250), 2e-6);
        view.Straddle.ShouldBe(
            SyntheticChain.Price(24_250, OptionRight.Call, SyntheticChain.Start) + SyntheticChain.Price(24_250, OptionRight.Put, SyntheticChain.Start), 1e-9);
        foreach (LegView leg in view.Legs.Where(leg => Math.Abs(leg.Strike - SyntheticChain.Forward) < 300))
        {
            leg.PriceSource.ShouldBe(PriceSource.Mid);
            leg.ImpliedVolatility.ShouldBe(SyntheticChain.Smile(leg.Strike), 5e-5, $"{leg}");
        }
    }

    [Fact]
    public void Revalue_Greeks_AreThoseOfBlack76InTraderUnits()
    {
        ChainView view = View(SyntheticChain.Quotes());
        foreach (LegView leg in view.Legs)
        {
            if (leg.Status != VolatilityStatus.Ok)
            {
                continue;
            }

            FirstOrderGreeks raw = Black76.FirstOrder(leg.Right, view.Forward, leg.Strike, view.TimeToExpiryYears, view.DiscountFactor, leg.ImpliedVolatility);
            leg.Delta.ShouldBe(raw.Delta, 1e-12);
            leg.Gamma.ShouldBe(raw.Gamma, 1e-12);
            leg.ThetaPerDay.ShouldBe(raw.Theta / 365, 1e-9);
            leg.VegaPerPoint.ShouldBe(raw.Vega / 100, 1e-9);
            leg.RhoPerPoint.ShouldBe(raw.Rho / 100, 1e-9);
        }
    }

    [Theory]
    [InlineData(24_250, OptionRight.Call, 40)]
    [InlineData(24_250, OptionRight.Put, -60)]
    [InlineData(24_200, OptionRight.Call, 500)]
    [InlineData(24_300, OptionRight.Put, 15)]
    public void Revalue_OneBadQuote_MovesNothing(double strike, OptionRight right, double off)
    {
        ChainView good = View(SyntheticChain.Quotes());
        Tick[] ticks = SyntheticChain.Quotes();
        for (int i = 0; i < ticks.Length; i++)
        {
            if (ticks[i].Kind == TickKind.Leg && ticks[i].Strike == strike && ticks[i].Right == right)
            {
                ticks[i] = ticks[i] with { Bid = ticks[i].Bid + off, Ask = ticks[i].Ask + off };
            }
        }

        View(ticks).Forward.ShouldBe(good.Forward, 0.02);
    }

    [Fact]
    public void Revalue_NoTwoSidedQuote_UsesTheLastAndSaysSo()
    {
        Tick[] ticks = [.. SyntheticChain.Quotes().Select(tick => tick.Kind == TickKind.Leg
            ? tick with { Fields = TickFields.Last | TickFields.Bid, Last = (tick.Bid + tick.Ask) / 2, Bid = 0.05 } : tick)];
        ChainView view = View(ticks);
        view.ForwardSource.ShouldBe(ForwardSource.Parity);
        view.Legs.ShouldAllBe(leg => leg.PriceSource == PriceSource.Last);
        view.AtmImpliedVolatility.ShouldBe(SyntheticChain.Smile(24_250), 2e-5);
    }

    [Fact]
    public void Revalue_NoPairs_TakesTheFutureThenSpotThenNothing()
    {
        Tick call = SyntheticChain.Quote(SyntheticChain.Start, 24_250, OptionRight.Call, 130, 1);
        ChainView nothing = View([call]);
        nothing.ForwardSource.ShouldBe(ForwardSource.None);
        nothing.Legs.Single().Status.ShouldBe(VolatilityStatus.InvalidInput);
        nothing.AtmStrike.ShouldBe(double.NaN);

        ChainView spot = View([call, SyntheticChain.Underlying(SyntheticChain.Start)]);
        spot.ForwardSource.ShouldBe(ForwardSource.Spot);
        spot.Forward.ShouldBe(SyntheticChain.Spot * Math.Exp(0.065 * spot.TimeToExpiryYears), 1e-9);
        spot.Legs.Single().Status.ShouldBe(VolatilityStatus.Ok);

        ChainView future = View([call, SyntheticChain.Underlying(SyntheticChain.Start), SyntheticChain.Future(SyntheticChain.Start, 24_240)]);
        future.ForwardSource.ShouldBe(ForwardSource.Future);
        future.Forward.ShouldBe(24_240);
    }

    [Fact]
    public void Revalue_NoVolatilityExists_SaysWhyAndGivesNoNumber()
    {
        Tick[] ticks = [.. SyntheticChain.Quotes(), Priced(26_000, OptionRight.Put, 1_000), Priced(26_100, OptionRight.Call, 0), Priced(26_200, OptionRight.Call, 30_000)];
        LegView[] legs = [.. View(ticks).Legs.Where(leg => leg.Strike >= 26_000)];
        legs.Select(leg => leg.Status).ShouldBe([VolatilityStatus.BelowIntrinsic, VolatilityStatus.NoPrice, VolatilityStatus.AboveBound]);
        legs.ShouldAllBe(leg => double.IsNaN(leg.ImpliedVolatility) && double.IsNaN(leg.Delta) && double.IsNaN(leg.VegaPerPoint));
    }

    [Fact]
    public void Revalue_AtTheCutOff_IsExpiredAndKeepsItsSums()
    {
        ChainBook book = Book(SyntheticChain.Quotes());
        book.Apply([SyntheticChain.Leg(SyntheticChain.Start, 24_250, OptionRight.Call) with { Fields = TickFields.OpenInterest, OpenInterest = 650 }]);
        long cutOff = Tick.MicrosecondsOf(SyntheticChain.Product.CutOff(SyntheticChain.Expiry));
        book.Apply([SyntheticChain.Underlying(cutOff - 1)]);
        book.IsExpired.ShouldBeFalse();
        book.Apply([SyntheticChain.Underlying(cutOff)]);
        book.IsExpired.ShouldBeTrue();
        ChainView view = book.View();
        view.State.ShouldBe(ChainState.Expired);
        view.TimeToExpiryYears.ShouldBe(0);
        view.Legs.ShouldAllBe(leg => leg.Status == VolatilityStatus.Expired && double.IsNaN(leg.ImpliedVolatility));
        view.Totals.CallOi.ShouldBe(650);
    }

    [Fact]
    public void Revalue_InverseProduct_SolvesCoinPremiums()
    {
        ProductSpec product = ProductCatalogue.Load().Find("BTC")!;
        Expiry expiry = Expiry.On(2026, 8, 28);
        var book = new ChainBook(product, expiry, ChainOptions.Default);
        double years = product.TimeToExpiryYears(expiry, DateTimeOffset.UnixEpoch.AddTicks(10 * SyntheticChain.Start));
        const double forward = 61_300;
        for (double strike = 50_000; strike <= 70_000; strike += 1_000)
        {
            foreach (OptionRight right in (OptionRight[])[OptionRight.Call, OptionRight.Put])
            {
                double coins = Black76.Price(right, forward, strike, years, 1, 0.6) / forward;
                book.Apply([SyntheticChain.Quote(SyntheticChain.Start, strike, right, coins, 1e-6) with { Product = product.Id, Expiry = expiry }]);
            }
        }

        ChainView view = book.View();
        view.ForwardSource.ShouldBe(ForwardSource.Parity);
        view.Forward.ShouldBe(forward, 1e-6);
        view.DiscountFactor.ShouldBe(1);
        view.Legs.ShouldAllBe(leg => Math.Abs(leg.ImpliedVolatility - 0.6) < 1e-7);
    }

    [Fact]
    public void AtmStrike_HalfwayBetweenTwo_IsTheLower() =>
        View([
            SyntheticChain.Future(SyntheticChain.Start, 24_225),
            SyntheticChain.Quote(SyntheticChain.Start, 24_200, OptionRight.Call, 130, 1),
            SyntheticChain.Quote(SyntheticChain.Start, 24_250, OptionRight.Call, 100, 1),
        ]).AtmStrike.ShouldBe(24_200);

    private static Tick Priced(double strike, OptionRight right, double last) =>
        SyntheticChain.Leg(SyntheticChain.Start, strike, right) with { Fields = TickFields.Last, Last = last };

    private static ChainBook Book(Tick[] ticks)
    {
        var book = new ChainBook(SyntheticChain.Product, SyntheticChain.Expiry, ChainOptions.Default);
        book.Apply(ticks);
        return book;
    }

    private static ChainView View(Tick[] ticks) => Book(ticks).View();
}
