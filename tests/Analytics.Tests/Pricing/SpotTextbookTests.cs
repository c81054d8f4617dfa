using TradingAnalytics.Analytics.Pricing;
using TradingAnalytics.Analytics.Tests.Support;

namespace TradingAnalytics.Analytics.Tests.Pricing;

/// <summary>Published values of options on a spot with a dividend yield, and of the sensitivities QuantLib lists for a spot.</summary>
public class SpotTextbookTests
{
    private const double Maturity = 1;
    private const double CalculatorSpot = 98;

    [Fact]
    public void Greeks_HaugTable_MatchToItsDecimals()
    {
        var file = ReferenceFile.OpenOrSkip("haug_greeks.csv");
        for (int i = 0; i < file.Count; i++)
        {
            double spot = file.Number(i, "spot");
            var greeks = BlackScholes.Greeks(
                RightOf(file.Text(i, "type")), spot, file.Number(i, "strike"), file.Number(i, "t"), file.Number(i, "r"), file.Number(i, "q"), file.Number(i, "vol"));
            double actual = file.Text(i, "greek") switch
            {
                "delta" => greeks.Delta,
                "elasticity" => greeks.Delta * spot / greeks.Price,
                "gamma" => greeks.Gamma,
                "vega" => greeks.Vega,
                "theta" => greeks.Theta,
                "theta_per_day" => greeks.ToTraderGreeks().ThetaPerCalendarDay,
                "rho" => greeks.Rho,
                "dividend_rho" => greeks.DividendRho,
                _ => double.NaN,
            };
            actual.ShouldBe(file.Number(i, "value"), 1e-4, file.Row(i));
        }
    }

    [Fact]
    public void Greeks_HullExamples_MatchTheBookAndVollib()
    {
        var file = ReferenceFile.OpenOrSkip("hull_textbook.csv");
        for (int i = 0; i < file.Count; i++)
        {
            var right = RightOf(file.Text(i, "flag"));
            double time = file.Number(i, "t");
            double rate = file.Number(i, "r");

            // Black-76 is the same with the yield at the rate, except that its rho holds the forward.
            bool onForward = file.Text(i, "model") == "Black76";
            double yield = onForward ? rate : file.Number(i, "q");
            var greeks = BlackScholes.Greeks(right, file.Number(i, "S_or_F"), file.Number(i, "K"), time, rate, yield, file.Number(i, "sigma"));
            var trader = greeks.ToTraderGreeks();
            double actual = file.Text(i, "quantity") switch
            {
                "price" => greeks.Price,
                "delta" => greeks.Delta,
                "gamma" => greeks.Gamma,
                "vega" => greeks.Vega,
                "vega_per_1pct" => trader.VegaPerPercentagePoint,
                "theta_per_year" => greeks.Theta,
                "theta_per_day365" => trader.ThetaPerCalendarDay,
                "rho" => greeks.Rho,
                "rho_per_1pct" => onForward ? -0.01 * time * greeks.Price : trader.RhoPerPercentagePoint,
                _ => double.NaN,
            };
            string book = file.Text(i, "textbook_value");
            if (book.Length > 0)
            {
                int decimals = book.Length - book.IndexOf('.') - 1;
                actual.ShouldBe(file.Number(i, "textbook_value"), 0.51 * Math.Pow(10, -decimals), file.Row(i));
            }

            if (file.Text(i, "vollib_full_precision").Length > 0)
            {
                actual.ShouldBe(file.Number(i, "vollib_full_precision"), 1e-10, file.Row(i));
            }
        }
    }

    [Fact]
    public void Greeks_VollibTable_MatchToItsDecimals()
    {
        var file = ReferenceFile.OpenOrSkip("vollib_bs_test_data.csv");
        for (int i = 0; i < file.Count; i++)
        {
            foreach ((var right, string prefix) in new[] { (OptionRight.Call, "C"), (OptionRight.Put, "P") })
            {
                var greeks = BlackScholes.Greeks(
                    right, file.Number(i, "S"), file.Number(i, "K"), file.Number(i, "t"), file.Number(i, "R"), 0, file.Number(i, "v"));
                greeks.Delta.ShouldBe(file.Number(i, prefix + "D"), 1e-8, file.Row(i));
                greeks.Gamma.ShouldBe(file.Number(i, prefix + "G"), 1e-8, file.Row(i));
                greeks.Theta.ShouldBe(file.Number(i, prefix + "T"), 1e-6, file.Row(i));
                greeks.Vega.ShouldBe(file.Number(i, prefix + "V"), 1e-6, file.Row(i));
                greeks.Rho.ShouldBe(file.Number(i, prefix + "R"), 1e-6, file.Row(i));
            }
        }
    }

    [Fact]
    public void Greeks_QuantLibBlackCalculator_MatchOnSpotAndForward()
    {
        var file = ReferenceFile.OpenOrSkip("quantlib_black_calculator.csv");
        for (int i = 0; i < file.Count; i++)
        {
            var right = RightOf(file.Text(i, "type"));
            double forward = file.Number(i, "forward");
            double strike = file.Number(i, "strike");
            double discount = file.Number(i, "discount");
            double deviation = file.Number(i, "stdDev");
            double rate = -Math.Log(discount) / Maturity;
            var greeks = BlackScholes.Greeks(
                right, CalculatorSpot, strike, Maturity, rate, rate - (Math.Log(forward / CalculatorSpot) / Maturity), deviation);
            double gammaForward = Black76.Greeks(right, forward, strike, Maturity, discount, deviation).Gamma;
            double actual = NameOf(file, i) switch
            {
                "price" => greeks.Price,
                "Delta" => greeks.Delta,
                "DeltaFwd" => greeks.ForwardDelta,
                "Gamma" => greeks.Gamma,
                "GammaFwd" => gammaForward,
                "Theta" => greeks.Theta,
                "Vega" => greeks.Vega,
                "Rho" => greeks.Rho,
                "Elasticity" => greeks.Delta * CalculatorSpot / greeks.Price,
                "ElasticityFwd" => greeks.ForwardDelta * forward / greeks.Price,
                "ItmCashProb" => -greeks.DualDelta / discount,
                "ItmAssetProb" => OptionDelta.Forward(right, forward, strike, Maturity, deviation),
                "DividendRho" => greeks.DividendRho,
                "StrikeSensitivity" => greeks.DualDelta,
                "StrikeGamma" => greeks.DualGamma,
                "Vanna" => greeks.Vanna,
                "Volga" => greeks.Volga,
                _ => double.NaN,
            };
            Close(file, i, actual);
        }
    }

    [Fact]
    public void Greeks_QuantLibBachelierCalculator_MatchOnSpotAndForward()
    {
        var file = ReferenceFile.OpenOrSkip("quantlib_bachelier_calculator.csv");
        for (int i = 0; i < file.Count; i++)
        {
            double forward = file.Number(i, "forward");
            double discount = file.Number(i, "discount");
            double deviation = file.Number(i, "stdDev");
            var greeks = Bachelier.Greeks(RightOf(file.Text(i, "type")), forward, file.Number(i, "strike"), Maturity, discount, deviation);
            double growth = forward / CalculatorSpot;
            double drift = Math.Log(growth) / Maturity;
            double actual = NameOf(file, i) switch
            {
                "price" => greeks.Price,
                "Delta" => growth * greeks.Delta,
                "DeltaFwd" => greeks.Delta,
                "Gamma" => growth * growth * greeks.Gamma,
                "GammaFwd" => greeks.Gamma,

                // QuantLib multiplies the forward's variance by the spot's gamma; ours by the forward's, whose model it is.
                "Theta" => greeks.Theta - (drift * forward * greeks.Delta)
                    - (0.5 * deviation * deviation * ((growth * growth) - 1) * greeks.Gamma / Maturity),
                "Vega" => greeks.Vega,
                "Rho" => greeks.Rho + (Maturity * forward * greeks.Delta),
                "Elasticity" or "ElasticityFwd" => greeks.Delta * forward / greeks.Price,
                "ItmCashProb" or "ItmAssetProb" => greeks.Delta / discount,
                "DividendRho" => -Maturity * forward * greeks.Delta,
                "StrikeSensitivity" => greeks.DualDelta,
                "StrikeGamma" => greeks.DualGamma,

                // Listed on the forward and undiscounted, unlike its volga.
                "Vanna" => greeks.Vanna / discount,
                "Volga" => greeks.Volga,
                _ => double.NaN,
            };
            Close(file, i, actual);
        }
    }

    private static void Close(ReferenceFile file, int row, double actual)
    {
        // QuantLib's test asks for 1e-8 of values and 1e-6 of Greeks.
        double expected = file.Number(row, "value");
        actual.ShouldBe(expected, (1e-12 * Math.Abs(expected)) + 1e-13, file.Row(row));
    }

    private static string NameOf(ReferenceFile file, int row) => file.Text(row, "name").Split(' ')[0];

    private static OptionRight RightOf(string text) => text is "Call" or "c" ? OptionRight.Call : OptionRight.Put;
}
