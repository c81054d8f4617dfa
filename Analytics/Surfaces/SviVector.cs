using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TradingAnalytics.Analytics.Surfaces;

/// <summary>A slice at many points, four at a time. Lengths are multiples of four. The same operations in the same order as the scalar forms, so the same bits.</summary>
internal static class SviVector
{
    public static void TotalVariance(in SviParameters slice, ReadOnlySpan<double> k, Span<double> variance)
    {
        var a = Vector256.Create(slice.A);
        var b = Vector256.Create(slice.B);
        var rho = Vector256.Create(slice.Rho);
        var m = Vector256.Create(slice.M);
        var square = Vector256.Create(slice.Sigma * slice.Sigma);
        ref double from = ref MemoryMarshal.GetReference(k);
        ref double to = ref MemoryMarshal.GetReference(variance[..k.Length]);
        for (int i = 0; i + Vector256<double>.Count <= k.Length; i += Vector256<double>.Count)
        {
            var x = Vector256.LoadUnsafe(ref from, (nuint)i) - m;
            (a + (b * ((rho * x) + Vector256.Sqrt((x * x) + square)))).StoreUnsafe(ref to, (nuint)i);
        }
    }

    /// <summary>g, −∞ where the variance is not positive.</summary>
    public static void Durrleman(in SviParameters slice, ReadOnlySpan<double> k, Span<double> g)
    {
        var a = Vector256.Create(slice.A);
        var b = Vector256.Create(slice.B);
        var rho = Vector256.Create(slice.Rho);
        var m = Vector256.Create(slice.M);
        var square = Vector256.Create(slice.Sigma * slice.Sigma);
        var half = Vector256.Create(0.5);
        var quarter = Vector256.Create(0.25);
        var one = Vector256.Create(1.0);
        var never = Vector256.Create(double.NegativeInfinity);
        ref double from = ref MemoryMarshal.GetReference(k);
        ref double to = ref MemoryMarshal.GetReference(g[..k.Length]);
        for (int i = 0; i + Vector256<double>.Count <= k.Length; i += Vector256<double>.Count)
        {
            var at = Vector256.LoadUnsafe(ref from, (nuint)i);
            var x = at - m;
            var distance = (x * x) + square;
            var s = Vector256.Sqrt(distance);
            var w = a + (b * ((rho * x) + s));
            var slope = b * (rho + (x / s));
            var curvature = b * square / (distance * s);
            var first = one - (half * at * slope / w);
            var value = (first * first) - (quarter * slope * slope * ((one / w) + quarter)) + (half * curvature);
            Vector256.ConditionalSelect(Vector256.GreaterThan(w, Vector256<double>.Zero), value, never).StoreUnsafe(ref to, (nuint)i);
        }
    }
}
