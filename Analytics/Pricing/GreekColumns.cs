namespace TradingAnalytics.Analytics.Pricing;

/// <summary>
/// Where <see cref="BlackGreeksBatch"/> writes: a column per sensitivity, one element per leg, in the raw units of <see cref="OptionGreeks"/>. A column left
/// empty is not computed.
/// </summary>
public readonly ref struct GreekColumns
{
    public Span<double> Price { get; init; }

    public Span<double> Delta { get; init; }

    public Span<double> Gamma { get; init; }

    public Span<double> Vega { get; init; }

    public Span<double> Theta { get; init; }

    public Span<double> Rho { get; init; }

    public Span<double> Vanna { get; init; }

    public Span<double> Charm { get; init; }

    public Span<double> Volga { get; init; }

    public Span<double> Veta { get; init; }

    public Span<double> Speed { get; init; }

    public Span<double> Zomma { get; init; }

    public Span<double> Color { get; init; }

    public Span<double> Ultima { get; init; }

    public Span<double> DualDelta { get; init; }

    public Span<double> DualGamma { get; init; }

    /// <summary>Whether anything beyond price, delta, gamma, vega, theta and rho is asked for.</summary>
    internal bool HasHigherOrder =>
        !(Vanna.IsEmpty && Charm.IsEmpty && Volga.IsEmpty && Veta.IsEmpty && Speed.IsEmpty && Zomma.IsEmpty && Color.IsEmpty && Ultima.IsEmpty
        && DualDelta.IsEmpty && DualGamma.IsEmpty);

    /// <summary>Whether every column is empty or long enough.</summary>
    internal bool Hold(int count) =>
        Fits(Price, count) && Fits(Delta, count) && Fits(Gamma, count) && Fits(Vega, count) && Fits(Theta, count) && Fits(Rho, count)
        && Fits(Vanna, count) && Fits(Charm, count) && Fits(Volga, count) && Fits(Veta, count) && Fits(Speed, count) && Fits(Zomma, count)
        && Fits(Color, count) && Fits(Ultima, count) && Fits(DualDelta, count) && Fits(DualGamma, count);

    /// <summary>Writes one leg.</summary>
    internal void Set(int leg, in OptionGreeks greeks)
    {
        Set(Price, leg, greeks.Price);
        Set(Delta, leg, greeks.Delta);
        Set(Gamma, leg, greeks.Gamma);
        Set(Vega, leg, greeks.Vega);
        Set(Theta, leg, greeks.Theta);
        Set(Rho, leg, greeks.Rho);
        Set(Vanna, leg, greeks.Vanna);
        Set(Charm, leg, greeks.Charm);
        Set(Volga, leg, greeks.Volga);
        Set(Veta, leg, greeks.Veta);
        Set(Speed, leg, greeks.Speed);
        Set(Zomma, leg, greeks.Zomma);
        Set(Color, leg, greeks.Color);
        Set(Ultima, leg, greeks.Ultima);
        Set(DualDelta, leg, greeks.DualDelta);
        Set(DualGamma, leg, greeks.DualGamma);
    }

    private static bool Fits(Span<double> column, int count) => column.IsEmpty || column.Length >= count;

    private static void Set(Span<double> column, int leg, double value)
    {
        if (!column.IsEmpty)
        {
            column[leg] = value;
        }
    }
}
