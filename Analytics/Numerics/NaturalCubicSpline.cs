namespace TradingAnalytics.Analytics.Numerics;

/// <summary>The twice continuously differentiable cubic through points that ends straight: second derivative 0 at both ends. A straight line through two points.</summary>
public static class NaturalCubicSpline
{
    /// <summary>Solves for the second derivatives at the knots.</summary>
    /// <param name="x">Strictly ascending, at least two.</param>
    /// <param name="y">As many.</param>
    /// <param name="curvature">Receives the second derivatives.</param>
    /// <param name="scratch">As long as the knots; overwritten.</param>
    public static void Fit(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> curvature, Span<double> scratch)
    {
        int last = x.Length - 1;
        curvature[0] = scratch[0] = 0;
        for (int i = 1; i < last; i++)
        {
            // Row i: h₋·m₋/6 + (h₋ + h₊)·m/3 + h₊·m₊/6 = slope₊ − slope₋, eliminated from the top.
            double left = x[i] - x[i - 1];
            double right = x[i + 1] - x[i];
            double bend = ((y[i + 1] - y[i]) / right) - ((y[i] - y[i - 1]) / left);
            double pivot = (2 * (left + right)) - (left * scratch[i - 1]);
            scratch[i] = right / pivot;
            curvature[i] = ((6 * bend) - (left * curvature[i - 1])) / pivot;
        }

        curvature[last] = 0;
        for (int i = last - 1; i > 0; i--)
        {
            curvature[i] -= scratch[i] * curvature[i + 1];
        }
    }

    /// <summary>The value at a place between knots <paramref name="i"/> and i + 1.</summary>
    public static double At(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> curvature, int i, double place)
    {
        double width = x[i + 1] - x[i];
        double a = (x[i + 1] - place) / width;
        double b = (place - x[i]) / width;
        return (a * y[i]) + (b * y[i + 1]) + ((((a * a * a) - a) * curvature[i]) + (((b * b * b) - b) * curvature[i + 1])) * width * width / 6;
    }
}
