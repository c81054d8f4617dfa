using TradingAnalytics.Analytics.ImpliedVolatility;
using TradingAnalytics.Analytics.Tests.Support;

namespace TradingAnalytics.Analytics.Tests.ImpliedVolatility;

/// <summary>Against implied volatilities computed with 60-digit arithmetic for the exact double price.</summary>
public class ReferenceVolatilityTests
{
    private const double Epsilon = 2.220446049250313e-16;

    [Fact]
    public void Black_ReferenceRows_WithinAttainableAccuracy()
    {
        var reference = ReferenceFile.OpenOrSkip("ref_black_iv_mpmath.csv");
        for (int i = 0; i < reference.Count; i++)
        {
            var result = ImpliedVolatilitySolver.Black(
                reference.Text(i, "flag") == "c" ? OptionRight.Call : OptionRight.Put,
                reference.Number(i, "F"),
                reference.Number(i, "K"),
                reference.Number(i, "T"),
                1,
                reference.Number(i, "undiscounted_price"));
            double exact = reference.Number(i, "exact_iv_of_this_double_price");
            if (double.IsNaN(exact))
            {
                result.Status.ShouldNotBe(VolatilityStatus.Ok, reference.Row(i));
                continue;
            }

            // The set jaeckel_x states x = ln(F/K) by a strike rounded to a double, which costs digits no solver can bring back.
            double attainable = reference.Number(i, "attainable_rel_accuracy_in_eps");
            double limit = reference.Text(i, "set") == "jaeckel_x" ? Math.Max(1000, 2 * attainable) : Math.Max(8, 4 * attainable);
            result.Status.ShouldBe(VolatilityStatus.Ok, reference.Row(i));
            (Math.Abs(result.Value - exact) / exact / Epsilon).ShouldBeLessThanOrEqualTo(limit, reference.Row(i));
        }
    }

    [Fact]
    public void Bachelier_ReferenceRows_WithinOnePartIn1E14()
    {
        var reference = ReferenceFile.OpenOrSkip("ref_bachelier_iv_mpmath.csv");
        for (int i = 0; i < reference.Count; i++)
        {
            var result = ImpliedVolatilitySolver.Bachelier(
                reference.Text(i, "flag") == "c" ? OptionRight.Call : OptionRight.Put,
                reference.Number(i, "F"),
                reference.Number(i, "K"),
                reference.Number(i, "T"),
                1,
                reference.Number(i, "undiscounted_price"));
            double exact = reference.Number(i, "exact_normal_iv");
            result.Status.ShouldBe(VolatilityStatus.Ok, reference.Row(i));
            Math.Abs(result.Value - exact).ShouldBeLessThanOrEqualTo(1e-14 * exact, reference.Row(i));
        }
    }
}
