using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TradingAnalytics.Analytics.Numerics;

namespace TradingAnalytics.Analytics.ImpliedVolatility;

/// <summary>
/// Four implied volatilities at once, without branches. First guess: the normal model's deviation, s = √(π/2)·(2β + |x|)·√η·P(η) with
/// η = v/artanh v, v = |x|/(2β + |x|) (the variables of J. Choi, K. Kim and M. Kwak, "Numerical approximation of the implied volatility under arithmetic
/// Brownian motion", 2009; P fitted here, 5e-5), off by the s²/24 or so by which the two models differ. Then two Householder steps of third order
/// on ln b − ln β; a lane whose last step was not small is left to the scalar solver.
/// </summary>
internal readonly struct BlackVolatilityKernel
{
    private const double LargestLogMoneyness = 0.25;
    private const double SmallestDeviation = 1e-3;
    private const double LargestDeviation = 0.3;
    private const double LargestDistance = 6.5;
    private const double LastStep = 1e-5;
    private const double SqrtTwoPi = 2.5066282746310005024;

    private readonly Vector256<double> _forward;
    private readonly Vector256<double> _discount;
    private readonly Vector256<double> _inverseRootTime;

    public BlackVolatilityKernel(double forward, double timeToExpiryYears, double discountFactor)
    {
        _forward = Vector256.Create(forward);
        _discount = Vector256.Create(discountFactor);
        _inverseRootTime = Vector256.Create(1 / Math.Sqrt(timeToExpiryYears));
    }

    /// <summary>Whether the expiry's own numbers are sound and of a size whose products neither overflow nor underflow.</summary>
    public static bool Fits(double forward, double timeToExpiryYears, double discountFactor) =>
        forward is > 1e-100 and < 1e100 && timeToExpiryYears is > 0 and < double.PositiveInfinity && discountFactor is > 1e-10 and < 1e10;

    /// <summary>Writes four volatilities and returns the lanes (bit i for leg i) that hold an answer.</summary>
    public uint Solve(ReadOnlySpan<OptionRight> rights, ReadOnlySpan<double> strikes, ReadOnlySpan<double> prices, Span<double> volatilities)
    {
        var strike = Vector256.Create(strikes);
        var price = Vector256.Create(prices);
        var sign = Vector256.Create(
            rights[0] == OptionRight.Call ? 1.0 : -1.0,
            rights[1] == OptionRight.Call ? 1.0 : -1.0,
            rights[2] == OptionRight.Call ? 1.0 : -1.0,
            rights[3] == OptionRight.Call ? 1.0 : -1.0);
        var difference = _forward - strike;
        var intrinsic = Vector256.Max(sign * difference, Vector256<double>.Zero);
        var timeValue = Vector256.FusedMultiplyAdd(-_discount, intrinsic, price) / _discount;

        // ln(F/K) = 2·artanh z without the rounding of F/K.
        var z = difference / (_forward + strike);
        var x = Vector256.Abs(LogOnePlus(z));
        var value = timeValue / Vector256.Sqrt(_forward * strike);
        var usable = Vector256.GreaterThan(timeValue, Vector256<double>.Zero)
            & ~Vector256.Equals(price, _discount * intrinsic)
            & Vector256.LessThanOrEqual(x, Vector256.Create(LargestLogMoneyness))
            & Vector256.LessThan(value, Vector256.Create(0.2));

        var s = Guess(x, value, ref usable);
        usable &= Vector256.GreaterThan(s, Vector256.Create(SmallestDeviation))
            & Vector256.LessThan(s, Vector256.Create(LargestDeviation))
            & Vector256.LessThan(x, Vector256.Create(LargestDistance) * s);
        if (Vector256.EqualsAll(usable.AsInt64(), Vector256<long>.Zero))
        {
            return 0;
        }

        // Lanes given up get harmless numbers.
        s = Vector256.ConditionalSelect(usable, s, Vector256.Create(0.1));
        value = Vector256.ConditionalSelect(usable, value, Vector256.Create(0.04));
        x = Vector256.ConditionalSelect(usable, x, Vector256<double>.Zero);
        var target = value * Vector256.Create(SqrtTwoPi);
        s += Step(x, target, s);
        var last = Step(x, target, s);
        s += last;
        usable &= Vector256.LessThan(Vector256.Abs(last), Vector256.Create(LastStep) * s);
        (s * _inverseRootTime).CopyTo(volatilities);
        return usable.AsDouble().ExtractMostSignificantBits();
    }

    /// <summary>2·artanh z for |z| ≤ 0.125.</summary>
    private static Vector256<double> LogOnePlus(Vector256<double> z)
    {
        var square = z * z;
        var series = Vector256.Create(2.0 / 19);
        series = Vector256.FusedMultiplyAdd(series, square, Vector256.Create(2.0 / 17));
        series = Vector256.FusedMultiplyAdd(series, square, Vector256.Create(2.0 / 15));
        series = Vector256.FusedMultiplyAdd(series, square, Vector256.Create(2.0 / 13));
        series = Vector256.FusedMultiplyAdd(series, square, Vector256.Create(2.0 / 11));
        series = Vector256.FusedMultiplyAdd(series, square, Vector256.Create(2.0 / 9));
        series = Vector256.FusedMultiplyAdd(series, square, Vector256.Create(2.0 / 7));
        series = Vector256.FusedMultiplyAdd(series, square, Vector256.Create(2.0 / 5));
        series = Vector256.FusedMultiplyAdd(series, square, Vector256.Create(2.0 / 3));
        return Vector256.FusedMultiplyAdd(z * square, series, z + z);
    }

    private static Vector256<double> Guess(Vector256<double> x, Vector256<double> value, ref Vector256<double> usable)
    {
        var one = Vector256.Create(1.0);
        var straddle = value + value + x;
        var v = x / straddle;
        var logarithm = Vector256.Log((value + x) / value);
        var ratio = (v + v) / logarithm;
        var eta = Vector256.ConditionalSelect(Vector256.LessThan(v, Vector256.Create(1e-5)), one, ratio);

        // The fit ends where a lane would be more than seven deviations out.
        usable &= Vector256.GreaterThan(eta, Vector256.Create(0.064)) & Vector256.LessThan(eta, Vector256.Create(1.0001));
        var w = eta - Vector256.Create(0.5319345802177246);
        var p = Vector256.Create(-1.8763513443545197);
        p = Vector256.FusedMultiplyAdd(p, w, Vector256.Create(0.8288530765624628));
        p = Vector256.FusedMultiplyAdd(p, w, Vector256.Create(0.6984871470162334));
        p = Vector256.FusedMultiplyAdd(p, w, Vector256.Create(-0.43461911766083905));
        p = Vector256.FusedMultiplyAdd(p, w, Vector256.Create(0.02706378992812393));
        p = Vector256.FusedMultiplyAdd(p, w, Vector256.Create(0.07917820902859285));
        p = Vector256.FusedMultiplyAdd(p, w, Vector256.Create(-0.17921635713207287));
        p = Vector256.FusedMultiplyAdd(p, w, Vector256.Create(0.5811996474613008));
        p = Vector256.FusedMultiplyAdd(p, w, Vector256.Create(0.760460105960988));
        return Vector256.Create(NormalDistribution.SqrtHalfPi) * straddle * Vector256.Sqrt(eta) * p;
    }

    /// <summary>One Householder step of third order on ln b − ln β, with b·√(2π) = exp(−(h² + t²)/2)·A(h, t).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Step(Vector256<double> x, Vector256<double> target, Vector256<double> s)
    {
        var one = Vector256.Create(1.0);
        var half = Vector256.Create(0.5);
        var inverse = one / s;
        var distance = x * inverse;
        var t = half * s;
        var square = t * t;
        var hh = distance * distance;
        var overVega = s * OddSeries(distance, square);
        var slope = one / overVega;
        var newton = Vector256.FusedMultiplyAdd(half, hh + square, Vector256.Log(target * slope)) * overVega;
        var second = (hh * inverse) - (half * t);
        var third = (second * second) - (Vector256.Create(3.0) * hh * inverse * inverse) - Vector256.Create(0.25);
        var halley = second - slope;
        var householder = third + (slope * ((slope + slope) - (Vector256.Create(3.0) * second)));
        var numerator = Vector256.FusedMultiplyAdd(half * halley, newton, one);
        var denominator = Vector256.FusedMultiplyAdd(
            newton, Vector256.FusedMultiplyAdd(householder * newton, Vector256.Create(1.0 / 6), halley), one);
        return newton * numerator / denominator;
    }

    /// <summary>Σ y₂ⱼ₊₁·t²ʲ of <see cref="MillsDifference"/> by the forward recurrence, for t ≤ 0.15: absolute error a few 2⁻⁵³.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> OddSeries(Vector256<double> distance, Vector256<double> square)
    {
        var even = Mills(distance);
        var odd = Vector256.FusedMultiplyAdd(-distance, even, Vector256.Create(1.0));
        var sum = odd;
        var power = square;
        (even, odd) = Next(distance, even, odd, 1.0 / 2, 1.0 / 3);
        sum = Vector256.FusedMultiplyAdd(odd, power, sum);
        power *= square;
        (even, odd) = Next(distance, even, odd, 1.0 / 4, 1.0 / 5);
        sum = Vector256.FusedMultiplyAdd(odd, power, sum);
        power *= square;
        (even, odd) = Next(distance, even, odd, 1.0 / 6, 1.0 / 7);
        sum = Vector256.FusedMultiplyAdd(odd, power, sum);
        power *= square;
        (even, odd) = Next(distance, even, odd, 1.0 / 8, 1.0 / 9);
        sum = Vector256.FusedMultiplyAdd(odd, power, sum);
        power *= square;
        (even, odd) = Next(distance, even, odd, 1.0 / 10, 1.0 / 11);
        sum = Vector256.FusedMultiplyAdd(odd, power, sum);
        power *= square;
        (_, odd) = Next(distance, even, odd, 1.0 / 12, 1.0 / 13);
        return Vector256.FusedMultiplyAdd(odd, power, sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<double> Even, Vector256<double> Odd) Next(
        Vector256<double> distance, Vector256<double> even, Vector256<double> odd, double first, double second)
    {
        even = Vector256.FusedMultiplyAdd(-distance, odd, even) * Vector256.Create(first);
        odd = Vector256.FusedMultiplyAdd(-distance, even, odd) * Vector256.Create(second);
        return (even, odd);
    }

    /// <summary>
    /// Φ(−y)/φ(y) for 0 ≤ y ≤ 7: P(w)/(y + 3), w = (y − 3)/(y + 3) + 0.3; Chebyshev fit of degree 20 made with 50 digits, relative error 3e-18.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Mills(Vector256<double> y)
    {
        var inverse = Vector256.Create(1.0) / (y + Vector256.Create(3.0));
        var w = Vector256.FusedMultiplyAdd(Vector256.Create(-6.0), inverse, Vector256.Create(1.3));
        var p = Vector256.Create(-2.6871750405782403e-08);
        p = Vector256.FusedMultiplyAdd(p, w, Vector256.Create(-7.029718154299171e-08));
        p = Vector256.FusedMultiplyAdd(p, w, Vector256.Create(1.8582460902474935e-08));
        p = Vector256.FusedMultiplyAdd(p, w, Vector256.Create(3.8746027867056195e-07));
        p = Vector256.FusedMultiplyAdd(p, w, Vector256.Create(7.882883334240255e-07));
        p = Vector256.FusedMultiplyAdd(p, w, Vector256.Create(-3.25130670197666e-08));
        p = Vector256.FusedMultiplyAdd(p, w, Vector256.Create(-4.087459696327087e-06));
        p = Vector256.FusedMultiplyAdd(p, w, Vector256.Create(-9.280061198767881e-06));
        p = Vector256.FusedMultiplyAdd(p, w, Vector256.Create(1.5064782982134707e-06));
        p = Vector256.FusedMultiplyAdd(p, w, Vector256.Create(5.549607592657872e-05));
        p = Vector256.FusedMultiplyAdd(p, w, Vector256.Create(0.00010436177375867337));
        p = Vector256.FusedMultiplyAdd(p, w, Vector256.Create(-0.00013854226644681344));
        p = Vector256.FusedMultiplyAdd(p, w, Vector256.Create(-0.0009078433618148443));
        p = Vector256.FusedMultiplyAdd(p, w, Vector256.Create(-0.0004687052037982143));
        p = Vector256.FusedMultiplyAdd(p, w, Vector256.Create(0.005925460154444938));
        p = Vector256.FusedMultiplyAdd(p, w, Vector256.Create(0.009129928527320665));
        p = Vector256.FusedMultiplyAdd(p, w, Vector256.Create(-0.04694056678306436));
        p = Vector256.FusedMultiplyAdd(p, w, Vector256.Create(-0.07329726610424254));
        p = Vector256.FusedMultiplyAdd(p, w, Vector256.Create(0.6647425143833203));
        p = Vector256.FusedMultiplyAdd(p, w, Vector256.Create(-1.6511437300638723));
        p = Vector256.FusedMultiplyAdd(p, w, Vector256.Create(2.26539098845694));
        return p * inverse;
    }
}
