using System.Globalization;

namespace TradingAnalytics.MarketData.Feeds.Replay;

/// <summary>How many times faster than it was recorded. <c>default</c> is no speed; <see cref="Max"/> does not wait at all.</summary>
public readonly record struct ReplaySpeed
{
    private ReplaySpeed(double factor) => Factor = factor;

    public static ReplaySpeed Max => new(double.PositiveInfinity);

    /// <summary>Positive; infinite for <see cref="Max"/>.</summary>
    public double Factor { get; }

    public bool IsMax => double.IsPositiveInfinity(Factor);

    /// <param name="factor">Positive; infinity is <see cref="Max"/>.</param>
    public static ReplaySpeed Times(double factor) =>
        factor > 0 ? new ReplaySpeed(factor) : throw new ArgumentOutOfRangeException(nameof(factor), factor, "A replay speed is a positive number, or max.");

    /// <summary>Reads <c>max</c> or a positive number (<c>60</c>: a recorded minute a second).</summary>
    public static bool TryParse(string? text, out ReplaySpeed speed)
    {
        if (string.Equals(text, "max", StringComparison.OrdinalIgnoreCase))
        {
            speed = Max;
            return true;
        }

        bool ok = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double factor) && factor > 0 && double.IsFinite(factor);
        speed = ok ? new ReplaySpeed(factor) : default;
        return ok;
    }

    /// <summary>As <see cref="Times"/>.</summary>
    public static implicit operator ReplaySpeed(double factor) => Times(factor);

    public override string ToString() => IsMax ? "max" : string.Create(CultureInfo.InvariantCulture, $"{Factor:0.######}");
}
