using System.Numerics;

namespace TradingAnalytics.MarketData.Feeds.Simulate;

/// <summary>
/// xoshiro256++ (Blackman and Vigna, 2019), seeded through SplitMix64: the same numbers from the same seed on every machine and runtime, which <see cref="Random"/> does not promise.
/// </summary>
internal sealed class SeededRandom
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;
    private double _spareGaussian = double.NaN;

    public SeededRandom(ulong seed)
    {
        _a = Mix(seed += 0x9E3779B97F4A7C15);
        _b = Mix(seed += 0x9E3779B97F4A7C15);
        _c = Mix(seed += 0x9E3779B97F4A7C15);
        _d = Mix(seed + 0x9E3779B97F4A7C15);
    }

    public ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(_a + _d, 23) + _a;
        ulong shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>Uniform on [0, 1).</summary>
    public double NextUnit() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Standard normal, by Marsaglia's polar method.</summary>
    public double NextGaussian()
    {
        if (!double.IsNaN(_spareGaussian))
        {
            double spare = _spareGaussian;
            _spareGaussian = double.NaN;
            return spare;
        }

        double x;
        double y;
        double square;
        do
        {
            x = (2 * NextUnit()) - 1;
            y = (2 * NextUnit()) - 1;
            square = (x * x) + (y * y);
        }
        while (square is >= 1 or 0);

        double scale = Math.Sqrt(-2 * Math.Log(square) / square);
        _spareGaussian = y * scale;
        return x * scale;
    }

    /// <summary>Bell-shaped with unit variance, bounded at ±3.46: the sum of four uniforms out of one draw. Where only the shape matters.</summary>
    public double NextBell()
    {
        ulong bits = NextBits();
        int sum = (int)(bits & 0xFFFF) + (int)((bits >> 16) & 0xFFFF) + (int)((bits >> 32) & 0xFFFF) + (int)(bits >> 48);
        return (sum - 131_070) * (1.7320508075688772 / 65_536);
    }

    /// <summary>SplitMix64's output function: a bijection that spreads neighbouring numbers over all 64 bits.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
