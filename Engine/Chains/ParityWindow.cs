namespace TradingAnalytics.Engine.Chains;

/// <summary>Finds the strikes around the money and the middle of what they say.</summary>
internal static class ParityWindow
{
    public static int FirstAtOrAbove(ChainLegs legs, double level)
    {
        int found = Array.BinarySearch(legs.Strikes, 0, legs.StrikeCount, level);
        return found < 0 ? ~found : found;
    }

    /// <summary>The strike at which call and put cost most nearly the same: where the money is when nothing else tells. NaN without a pair.</summary>
    public static double CheapestStraddle(ChainLegs legs, double[] price)
    {
        double least = double.PositiveInfinity;
        double strike = double.NaN;
        for (int i = 0; i < legs.StrikeCount; i++)
        {
            double difference = Math.Abs(price[2 * i] - price[(2 * i) + 1]);
            if (difference < least)
            {
                least = difference;
                strike = legs.Strikes[i];
            }
        }

        return strike;
    }

    /// <summary>The least value at which half of the weight is reached. Sorts both spans in place (by insertion: there are a few dozen at most).</summary>
    public static double WeightedMedian(Span<double> values, Span<double> weights, int count)
    {
        double total = 0;
        for (int i = 0; i < count; i++)
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
        for (int i = 0; i < count; i++)
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
