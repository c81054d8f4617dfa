using TradingAnalytics.Analytics.Pricing;
using TradingAnalytics.Analytics.Tests.Support;

namespace TradingAnalytics.Analytics.Tests.Pricing;

/// <summary>Against Black-76 prices and sensitivities computed with 60-digit arithmetic.</summary>
public class ReferenceGreeksTests
{
    [Fact]
    public void Greeks_ReferenceRows_WithinStatedAccuracy()
    {
        var reference = ReferenceFile.OpenOrSkip("ref_black76_greeks_mpmath.csv");
        for (int i = 0; i < reference.Count; i++)
        {
            double time = reference.Number(i, "T");
            double discount = Math.Exp(-reference.Number(i, "r") * time);
            var greeks = Black76.Greeks(
                reference.Text(i, "flag") == "c" ? OptionRight.Call : OptionRight.Put,
                reference.Number(i, "F"),
                reference.Number(i, "K"),
                time,
                discount,
                reference.Number(i, "sigma"));
            Close(reference, i, "price", greeks.Price, 1e-12);
            Close(reference, i, "delta_F", greeks.Delta, 1e-12);
            Close(reference, i, "gamma_F", greeks.Gamma, 1e-12);
            Close(reference, i, "vega", greeks.Vega, 1e-12);
            Close(reference, i, "rho", greeks.Rho, 1e-12);
            Close(reference, i, "vanna", greeks.Vanna, 1e-12);
            Close(reference, i, "volga", greeks.Volga, 1e-12);
            Close(reference, i, "speed", greeks.Speed, 1e-12);
            Close(reference, i, "zomma", greeks.Zomma, 1e-12);
            Close(reference, i, "ultima", greeks.Ultima, 1e-12);
            Close(reference, i, "dual_delta", greeks.DualDelta, 1e-12);
            Close(reference, i, "dual_gamma", greeks.DualGamma, 1e-12);

            // The rate is recovered from the discount factor here.
            Close(reference, i, "theta_per_year", greeks.Theta, 1e-11);
            Close(reference, i, "charm", greeks.Charm, 1e-11);
            Close(reference, i, "veta", greeks.Veta, 1e-11);
            Close(reference, i, "color", greeks.Color, 1e-11);
        }
    }

    private static void Close(ReferenceFile reference, int row, string column, double actual, double tolerance)
    {
        double expected = reference.Number(row, column);
        Math.Abs(actual - expected).ShouldBeLessThanOrEqualTo((tolerance * Math.Abs(expected)) + 1e-250, $"{column}: {actual:R} in {reference.Row(row)}");
    }
}
