using System.Numerics;

namespace TradingAnalytics.Analytics.Tests.Support;

/// <summary>
/// A real number with 320 binary places (96 decimals), for finite differences whose own rounding does not show: with a step of 2⁻⁴⁸ a third
/// difference still has 30 right decimals ten deviations out.
/// </summary>
internal readonly record struct ExactReal(BigInteger Scaled)
{
    private const int Places = 320;
    private static readonly BigInteger Unit = BigInteger.One << Places;
    private static readonly ExactReal LnTwo = LogTwo();
    private static readonly ExactReal RootTwoPi = Sqrt(2 * Pi());

    public static implicit operator ExactReal(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        BigInteger mantissa = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
        int shift = Places + Math.Max(exponent, 1) - 1075;
        BigInteger scaled = shift >= 0 ? mantissa << shift : mantissa >> -shift;
        return new(bits < 0 ? -scaled : scaled);
    }

    public static explicit operator double(ExactReal value)
    {
        int excess = (int)Math.Max(0, BigInteger.Abs(value.Scaled).GetBitLength() - 64);
        return Math.ScaleB((double)(value.Scaled >> excess), excess - Places);
    }

    public static ExactReal operator +(ExactReal a, ExactReal b) => new(a.Scaled + b.Scaled);

    public static ExactReal operator -(ExactReal a, ExactReal b) => new(a.Scaled - b.Scaled);

    public static ExactReal operator -(ExactReal a) => new(-a.Scaled);

    public static ExactReal operator *(ExactReal a, ExactReal b) => new((a.Scaled * b.Scaled) >> Places);

    public static ExactReal operator /(ExactReal a, ExactReal b) => new((a.Scaled << Places) / b.Scaled);

    public static ExactReal Sqrt(ExactReal value)
    {
        BigInteger square = value.Scaled << Places;
        BigInteger root = BigInteger.One << (int)((square.GetBitLength() / 2) + 1);
        while (true)
        {
            BigInteger next = (root + (square / root)) >> 1;
            if (next >= root)
            {
                return new(root);
            }

            root = next;
        }
    }

    public static ExactReal Exp(ExactReal x)
    {
        const int Halvings = 16;
        int power = (int)Math.Round((double)x / Math.Log(2));
        ExactReal rest = new((x - (power * LnTwo)).Scaled >> Halvings);
        ExactReal sum = 1;
        ExactReal term = 1;
        for (int n = 1; !term.Scaled.IsZero && term.Scaled != BigInteger.MinusOne; n++)
        {
            term = new((term * rest).Scaled / n);
            sum += term;
        }

        for (int i = 0; i < Halvings; i++)
        {
            sum *= sum;
        }

        return new(power >= 0 ? sum.Scaled << power : sum.Scaled >> -power);
    }

    public static ExactReal Log(ExactReal x)
    {
        // y ← y + 2(x − eʸ)/(x + eʸ) triples the right digits.
        ExactReal y = Math.Log((double)x);
        for (int i = 0; i < 3; i++)
        {
            var exponential = Exp(y);
            y += 2 * (x - exponential) / (x + exponential);
        }

        return y;
    }

    public static ExactReal Density(ExactReal x) => Exp(-(x * x) / 2) / RootTwoPi;

    /// <summary>Φ(x) = ½ + φ(x)·Σ x²ⁿ⁺¹/(2n+1)!!.</summary>
    public static ExactReal Cumulative(ExactReal x)
    {
        ExactReal term = x;
        ExactReal sum = x;
        ExactReal square = x * x;
        for (int n = 3; BigInteger.Abs(term.Scaled) > 1; n += 2)
        {
            term = new((term * square).Scaled / n);
            sum += term;
        }

        return 0.5 + (Density(x) * sum);
    }

    private static ExactReal LogTwo()
    {
        // 2·artanh(1/3)
        BigInteger sum = 0;
        BigInteger power = 2 * Unit / 3;
        for (int n = 1; !power.IsZero; n += 2, power /= 9)
        {
            sum += power / n;
        }

        return new(sum);
    }

    private static ExactReal Pi() => new((16 * ArcTangentOfInverse(5)) - (4 * ArcTangentOfInverse(239)));

    private static BigInteger ArcTangentOfInverse(int x)
    {
        BigInteger sum = 0;
        BigInteger power = Unit / x;
        for (int n = 1; !power.IsZero; n += 2, power /= -x * x)
        {
            sum += power / n;
        }

        return sum;
    }
}
