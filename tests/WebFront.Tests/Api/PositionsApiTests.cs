using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using TradingAnalytics.Analytics;
using TradingAnalytics.Analytics.Pricing;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.MarketData.Ticks;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Api;

public class PositionsApiTests : WebTests
{
    private const double Spot = 24_213.5;
    private const double Discount = 0.9987;
    private const double LotSize = 75;
    private static readonly DateTimeOffset s_asOf = new(2026, 8, 18, 4, 0, 0, TimeSpan.Zero);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Web.Market.Begin(TestProducts.LaterChain, 7);
        Publish(TestProducts.Chain, 24_240, 7.25 / 365, 0.12);
        Publish(TestProducts.LaterChain, 24_390, 42.25 / 365, 0.13);
    }

    [Fact]
    public async Task Post_Straddle_IsWhatItsQuotesSay()
    {
        JsonNode answer = await AnalyseAsync(Leg(24_200, "call", 2), Leg(24_200, "put", 2));

        double call = Quote(24_200, OptionRight.Call);
        double put = Quote(24_200, OptionRight.Put);
        double cost = (call + put) * 2 * LotSize;
        Number(answer["cost"]).ShouldBe(cost, 1e-6);
        JsonNode outcome = answer["atExpiry"]!;
        ((string)outcome["expiry"]!).ShouldBe("2026-08-25");
        ((bool)outcome["exact"]!).ShouldBeTrue();
        outcome["maxProfit"].ShouldBeNull();
        ((bool)outcome["profitUnlimited"]!).ShouldBeTrue();
        Number(outcome["maxLoss"]).ShouldBe(-cost, 1e-6);
        outcome["breakEvens"]!.AsArray().Select(Number).ShouldBe([24_200 - call - put, 24_200 + call + put], 1e-6);
        ((string)outcome["distribution"]!).ShouldBe("logNormal");
        Number(outcome["expectedMove"]).ShouldBe(24_240 * 0.12 * Math.Sqrt(7.25 / 365), 1e-6);
        JsonNode leg = answer["legs"]![0]!;
        ((string)leg["entrySource"]!, (string)leg["ivSource"]!, Number(leg["units"])).ShouldBe(("mid", "strike", 2 * LotSize));
        Number(leg["price"]).ShouldBe(Black76.Price(OptionRight.Call, 24_240, 24_200, 7.25 / 365, Discount, Iv(24_200)), 1e-9);
    }

    [Fact]
    public async Task Post_AtAndShift_ValuesItThenByTheSameFormula()
    {
        var body = Body(Leg(24_200, "call", 1));
        body["at"] = "2026-08-21T15:30:00+05:30";
        body["volatilityShift"] = 0.02;

        JsonNode scenario = (await AskAsync(body))["scenario"]!;

        DateTimeOffset.Parse((string)scenario["at"]!, null).ShouldBe(new DateTimeOffset(2026, 8, 21, 10, 0, 0, TimeSpan.Zero));
        double passed = 3.25 / 365;
        double left = (7.25 / 365) - passed;
        double forward = 24_240 * Math.Pow(Spot / 24_240, passed / (7.25 / 365));
        double expected = LotSize * Black76.Price(OptionRight.Call, forward, 24_200, left, Math.Pow(Discount, left / (7.25 / 365)), Iv(24_200) + 0.02);
        Number(scenario["value"]).ShouldBe(expected, 1e-6);
    }

    [Fact]
    public async Task Post_AtTheCutOff_ThenCurveIsThePayOff()
    {
        var body = Body(Leg(24_200, "call", 1), Leg(24_300, "call", -2));
        body["at"] = "2026-12-01T00:00:00Z";

        foreach (JsonNode? point in (await AskAsync(body))["payoff"]!.AsArray())
        {
            Number(point!["profitThen"]).ShouldBe(Number(point["profitAtExpiry"]), 1e-6, point.ToJsonString());
        }
    }

    [Fact]
    public async Task Post_LongCallShortPutShortUnderlying_IsFlat()
    {
        // Parity: C − P is D·(F − K) whatever the level, and so is the future bought at the forward.
        JsonNode answer = await AnalyseAsync(Leg(24_150, "call", 3), Leg(24_150, "put", -3), new JsonObject { ["kind"] = "future", ["expiry"] = "2026-08-25", ["lots"] = -3 });

        double[] profits = [.. answer["payoff"]!.AsArray().Select(point => Number(point!["profitAtExpiry"]))];
        profits.Max().ShouldBe(profits.Min(), 1e-6);
        Number(answer["greeks"]!["gamma"]).ShouldBe(0, 1e-12);
        Number(answer["greeks"]!["vega"]).ShouldBe(0, 1e-9);
        ((string)answer["legs"]![2]!["entrySource"]!).ShouldBe("forward");
        ((bool)answer["atExpiry"]!["profitUnlimited"]!).ShouldBeFalse();
    }

    [Fact]
    public async Task Post_AnyPosition_KeepsItsLaws()
    {
        Gen<JsonObject> leg = Gen.Select(Gen.Int[0, 4], Gen.Bool, Gen.Int[1, 5], Gen.Bool, Gen.Bool).Select((strike, call, lots, sold, later) =>
            Leg(24_100 + (50 * strike), call ? "call" : "put", sold ? -lots : lots, later ? "2026-09-29" : "2026-08-25"));
        await leg.Array[1, 5].SampleAsync(
            async legs =>
            {
                JsonNode answer = await AnalyseAsync([.. legs.Select(each => (JsonObject)each.DeepClone())]);
                foreach (string greek in (string[])["delta", "gamma", "theta", "vega", "rho", "vanna", "charm", "volga"])
                {
                    double[] parts = [.. answer["legs"]!.AsArray().Select(each => Number(each!["greeks"]![greek]))];
                    Number(answer["greeks"]![greek]).ShouldBe(parts.Sum(), 1e-9 * (1 + parts.Sum(Math.Abs)), greek);
                }

                answer["legs"]!.AsArray().Sum(each => Number(each!["profit"])).ShouldBe(Number(answer["profit"]), 1e-6);
                Number(answer["atExpiry"]!["probabilityOfProfit"]).ShouldBeInRange(0, 1);
                double[] breakEvens = [.. answer["atExpiry"]!["breakEvens"]!.AsArray().Select(Number)];
                JsonNode?[] payoff = [.. answer["payoff"]!.AsArray()];
                foreach (double level in breakEvens.Where(level => level > 0))
                {
                    Number(payoff.Single(point => Number(point!["level"]) == level)!["profitAtExpiry"]).ShouldBe(0, 1e-4);
                }

                // With several expiries the extremes are looked for on a grid.
                double slack = (bool)answer["atExpiry"]!["exact"]! ? 1e-6 : 1e-3 * payoff.Max(point => Math.Abs(Number(point!["profitAtExpiry"])));
                double most = answer["atExpiry"]!["maxProfit"] is { } profit ? Number(profit) : double.PositiveInfinity;
                double least = answer["atExpiry"]!["maxLoss"] is { } loss ? Number(loss) : double.NegativeInfinity;
                foreach (JsonNode? point in payoff)
                {
                    Number(point!["profitAtExpiry"]).ShouldBeInRange(least - slack, most + slack, point.ToJsonString());
                }
            },
            iter: 40,
            threads: 1);
    }

    [Theory]
    [InlineData("""{"product":"NIFTY","legs":[]}""", "legs")]
    [InlineData("""{"product":"NIFTY","legs":[{"expiry":"2026-08-25","strike":24200,"right":"call","lots":0}]}""", "legs[0].lots")]
    [InlineData("""{"product":"NIFTY","legs":[{"expiry":"25-08-2026","strike":24200,"right":"call","lots":1}]}""", "legs[0].expiry")]
    [InlineData("""{"product":"NIFTY","legs":[{"expiry":"2026-08-25","strike":24200,"lots":1}]}""", "legs[0].right")]
    [InlineData("""{"product":"NIFTY","legs":[{"expiry":"2026-08-25","strike":24225,"right":"call","lots":1}]}""", "legs[0].strike")]
    [InlineData("""{"product":"NIFTY","legs":[{"expiry":"2026-08-25","strike":24200,"right":"call","lots":1}],"volatilityShift":9}""", "volatilityShift")]
    public async Task Post_BadLeg_NamesIt(string body, string parameter)
    {
        JsonNode problem = await ProblemAsync(await PostAsync(body), HttpStatusCode.BadRequest);
        ((string)problem["parameter"]!).ShouldBe(parameter);
    }

    [Theory]
    [InlineData("[", HttpStatusCode.BadRequest)]
    [InlineData("""{"product":"NIFTY","legs":[{"expirry":"2026-08-25"}]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"product":"NONE","legs":[{}]}""", HttpStatusCode.NotFound)]
    [InlineData("""{"product":"NIFTY","legs":[{"expiry":"2027-01-01","strike":24200,"right":"call","lots":1}]}""", HttpStatusCode.NotFound)]
    public async Task Post_WhatCannotBeRead_IsRefusedWithItsReason(string body, HttpStatusCode status) => await ProblemAsync(await PostAsync(body), status);

    [Fact]
    public async Task Post_StrikeWithoutVolatility_Is422()
    {
        Web.Market.Publish(TestProducts.Chain, table =>
        {
            table.Set(table.Row(RowKey.Leg(24_300, OptionRight.Call)), LegColumn.Iv, double.NaN);
            table.Set(table.Row(RowKey.Leg(24_300, OptionRight.Put)), LegColumn.Iv, double.NaN);
        });
        JsonNode problem = await ProblemAsync(await PostAsync(Body(Leg(24_300, "put", 1)).ToJsonString()), HttpStatusCode.UnprocessableEntity);
        ((string)problem["detail"]!).ShouldContain("legs[0]");
    }

    [Fact]
    public async Task Post_Smile_GivesChancesAndMissingVolatilities()
    {
        double time = 7.25 / 365;
        var id = new TableId(TableKind.Smile, TestProducts.Chain);
        Web.Market.Begin(id, 7);
        Web.Market.Publish(id, table =>
        {
            foreach ((string name, double value) in ((string, double)[])[("status", 0), ("butterflyFree", 1), ("a", 0.0144 * time), ("b", 0), ("rho", 0), ("m", 0), ("sigma", 0.1)])
            {
                table.Set(0, SmileTable.Schema.HeaderColumn(name), value);
            }
        });
        Web.Market.Publish(TestProducts.Chain, table =>
        {
            table.Set(table.Row(RowKey.Leg(24_300, OptionRight.Call)), LegColumn.Iv, double.NaN);
            table.Set(table.Row(RowKey.Leg(24_300, OptionRight.Put)), LegColumn.Iv, double.NaN);
        });

        JsonNode answer = await AnalyseAsync(Leg(24_300, "call", 1));

        JsonNode leg = answer["legs"]![0]!;
        ((string)leg["ivSource"]!, Math.Round(Number(leg["iv"]), 12)).ShouldBe(("smile", 0.12));
        ((string)answer["atExpiry"]!["distribution"]!).ShouldBe("smile");

        // At its own volatility a call is worth its mean pay-off, discounted.
        double fair = Number(leg["price"]) * LotSize / Discount;
        Number(answer["atExpiry"]!["expectedProfit"]).ShouldBe(fair - Number(answer["cost"]), 1e-3);
    }

    private static double Iv(double strike) => 0.12 + (2 * Math.Pow(Math.Log(strike / 24_240), 2));

    private static double Quote(double strike, OptionRight right) => Black76.Price(right, 24_240, strike, 7.25 / 365, Discount, Iv(strike));

    private static double Number(JsonNode? node) => (double)node!;

    private static JsonObject Leg(double strike, string right, int lots, string expiry = "2026-08-25") =>
        new() { ["expiry"] = expiry, ["strike"] = strike, ["right"] = right, ["lots"] = lots };

    private static JsonObject Body(params JsonObject[] legs) => new() { ["product"] = "nifty 50", ["legs"] = new JsonArray([.. legs]) };

    private Task<JsonNode> AnalyseAsync(params JsonObject[] legs) => AskAsync(Body(legs));

    private async Task<JsonNode> AskAsync(JsonNode body)
    {
        using HttpResponseMessage response = await PostAsync(body.ToJsonString());
        string text = await response.Content.ReadAsStringAsync(Token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!;
    }

    private Task<HttpResponseMessage> PostAsync(string body) =>
        Web.Http.PostAsync(new Uri("/api/positions/analyse", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"), Token);

    private void Publish(TickRoute chain, double forward, double time, double atmIv) => Web.Market.Publish(chain, table =>
    {
        foreach ((int column, double value) in ((int, double)[])[
            (ChainColumn.Spot, Spot), (ChainColumn.Forward, forward), (ChainColumn.DiscountFactor, Discount), (ChainColumn.TimeToExpiry, time), (ChainColumn.AtmIv, atmIv),
            (ChainColumn.LotSize, LotSize), (ChainColumn.State, 0), (ChainColumn.AsOf, Tick.MicrosecondsOf(s_asOf))])
        {
            table.Set(0, column, value);
        }

        for (double strike = 24_100; strike <= 24_300; strike += 50)
        {
            foreach (OptionRight right in (OptionRight[])[OptionRight.Call, OptionRight.Put])
            {
                int row = table.Row(RowKey.Leg(strike, right));
                double price = Black76.Price(right, forward, strike, time, Discount, Iv(strike));
                table.Set(row, LegColumn.Bid, price - 0.5);
                table.Set(row, LegColumn.Ask, price + 0.5);
                table.Set(row, LegColumn.Iv, Iv(strike));
            }
        }
    });
}
