namespace TradingAnalytics.Analytics.American;

/// <summary>
/// The value of an American option with its first sensitivities, raw (per year, per 1.0) and with the spot held; NaN unless <see cref="Status"/> is ok.
/// </summary>
/// <param name="Status">Why there is none, if so.</param>
/// <param name="Price">V.</param>
/// <param name="EarlyExercisePremium">V less the European value; not below 0.</param>
/// <param name="Delta">∂V/∂S.</param>
/// <param name="Gamma">∂²V/∂S².</param>
/// <param name="Theta">−∂V/∂T, per year; 0 where it is exercised.</param>
/// <param name="ExerciseBoundary">The spot at which exercise pays now: at or below it for a put, at or above it for a call; NaN when it never does.</param>
public readonly record struct AmericanValue(
    AmericanStatus Status, double Price, double EarlyExercisePremium, double Delta, double Gamma, double Theta, double ExerciseBoundary)
{
    public bool IsOk => Status == AmericanStatus.Ok;

    internal static AmericanValue Without(AmericanStatus status) =>
        new(status, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
}
