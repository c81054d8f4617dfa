namespace TradingAnalytics.Engine.Chains;

internal static class WeightedMedian
{
    /// <summary>The least value at which half of the weight is reached; NaN of none. Sorts both spans in place (by insertion: there are a few dozen at most).</summary>
    public static double Of(Span<double> values, Span<double> weights)
    {
        double total = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double value = values[i];
            double weight = weights[i];
            total += weight;
            int at = i;
            for (; at > 0 && values[at - 1] > value; at--)
            {
                values[at] = values[at - 1];
                weights[at] = weights[at - 1];
            }

            values[at] = value;
            weights[at] = weight;
        }

        double reached = 0;
        for (int i = 0; i < values.Length; i++)
        {
            reached += weights[i];
            if (reached >= total / 2)
            {
                return values[i];
            }
        }

        return double.NaN;
    }
}
