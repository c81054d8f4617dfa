using System.Runtime.CompilerServices;
using TradingAnalytics.Analytics.Numerics.Lanes;

namespace TradingAnalytics.Analytics.Surfaces;

/// <summary><see cref="SviParameters.Durrleman"/> on lanes: the same operations in the same order, so the same bits.</summary>
internal readonly struct DurrlemanLanes<T>(in SviParameters slice)
    where T : struct, ILanes<T>
{
    private readonly T _a = T.Create(slice.A);
    private readonly T _b = T.Create(slice.B);
    private readonly T _rho = T.Create(slice.Rho);
    private readonly T _m = T.Create(slice.M);
    private readonly T _square = T.Create(slice.Sigma * slice.Sigma);
    private readonly T _bend = T.Create(slice.B * slice.Sigma * slice.Sigma);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T At(T k)
    {
        T x = k - _m;
        T square = (x * x) + _square;
        T distance = T.Sqrt(square);
        T w = _a + (_b * ((_rho * x) + distance));
        T slope = _b * (_rho + (x / distance));
        T curvature = _bend / (square * distance);
        T first = T.Create(1) - (T.Create(0.5) * k * slope / w);
        T value = (first * first) - (T.Create(0.25) * slope * slope * ((T.Create(1) / w) + T.Create(0.25))) + (T.Create(0.5) * curvature);
        return T.Select(T.Less(T.Create(0), w), value, T.Create(double.NegativeInfinity));
    }
}
