using TradingAnalytics.Analytics.Pricing;
using TradingAnalytics.Analytics.Tests.Support;

namespace TradingAnalytics.Analytics.Tests.Pricing;

internal delegate ExactReal ExactPrice(OptionRight right, ReadOnlySpan<ExactReal> variables);

/// <summary>What an option's price depends on.</summary>
internal enum Variable
{
    Level,
    Strike,
    Time,
    Rate,
    Yield,
    Volatility,
}

/// <summary>An option on a spot or a forward.</summary>
internal sealed record Option(OptionRight Right, double Level, double Strike, double Time, double Rate, double Yield, double Volatility)
{
    public ExactReal[] Variables => [Level, Strike, Time, Rate, Yield, Volatility];
}

/// <summary>Partial derivatives of a price by central differences, a step each for each time a variable is named.</summary>
internal sealed class Differences(Option option, ExactPrice price)
{
    private static readonly double Step = Math.ScaleB(1, -48);

    /// <summary>The Greeks but rho. <paramref name="level"/> is the natural unit of the price, <paramref name="width"/> that of its relative moves.</summary>
    public void CheckAll(in OptionGreeks greeks, double level, double width)
    {
        double value = level * width;
        double volatility = option.Volatility;
        double time = option.Time;
        double curvature = 1 / value;
        Check(nameof(greeks.Price), greeks.Price, [], value);
        Check(nameof(greeks.Delta), greeks.Delta, [Variable.Level], 1);
        Check(nameof(greeks.Gamma), greeks.Gamma, [Variable.Level, Variable.Level], curvature);
        Check(nameof(greeks.Vega), greeks.Vega, [Variable.Volatility], value / volatility);
        Check(nameof(greeks.Theta), -greeks.Theta, [Variable.Time], (value / time) + level);
        Check(nameof(greeks.Vanna), greeks.Vanna, [Variable.Level, Variable.Volatility], 1 / volatility);
        Check(nameof(greeks.Charm), -greeks.Charm, [Variable.Level, Variable.Time], 1 / time / width);
        Check(nameof(greeks.Volga), greeks.Volga, [Variable.Volatility, Variable.Volatility], value / volatility / volatility);
        Check(nameof(greeks.Veta), -greeks.Veta, [Variable.Volatility, Variable.Time], value / volatility / time / width);
        Check(nameof(greeks.Speed), greeks.Speed, [Variable.Level, Variable.Level, Variable.Level], curvature * curvature);
        Check(nameof(greeks.Zomma), greeks.Zomma, [Variable.Level, Variable.Level, Variable.Volatility], curvature / volatility);
        Check(nameof(greeks.Color), -greeks.Color, [Variable.Level, Variable.Level, Variable.Time], curvature / time / width);
        Check(
            nameof(greeks.Ultima),
            greeks.Ultima,
            [Variable.Volatility, Variable.Volatility, Variable.Volatility],
            value / volatility / volatility / volatility);
        Check(nameof(greeks.DualDelta), greeks.DualDelta, [Variable.Strike], 1);
        Check(nameof(greeks.DualGamma), greeks.DualGamma, [Variable.Strike, Variable.Strike], curvature);
    }

    public void Check(string name, double actual, Variable[] by, double scale)
    {
        double expected = (double)Derivative(option.Variables, by);

        // Where a sensitivity passes through zero, a few last places of its terms are left.
        double tolerance = (1e-13 * Math.Abs(expected)) + (1e-14 * scale);
        Math.Abs(actual - expected).ShouldBeLessThanOrEqualTo(tolerance, $"{name} {actual:R} instead of {expected:R}, {option}");
    }

    private ExactReal Derivative(ExactReal[] variables, ReadOnlySpan<Variable> by)
    {
        if (by.IsEmpty)
        {
            return price(option.Right, variables);
        }

        int variable = (int)by[0];
        ExactReal middle = variables[variable];
        variables[variable] = middle + Step;
        ExactReal above = Derivative(variables, by[1..]);
        variables[variable] = middle - Step;
        ExactReal below = Derivative(variables, by[1..]);
        variables[variable] = middle;
        return (above - below) / (2 * Step);
    }
}
