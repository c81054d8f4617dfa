namespace TradingAnalytics.Analytics.Parity;

/// <summary>How the forward is read from put–call parity.</summary>
public sealed record ParityOptions
{
    public static ParityOptions Default { get; } = new();

    /// <summary>Strikes used on each side of the money; 1 to 64. Further out the in-the-money leg is quoted too wide to add anything.</summary>
    public int StrikesEachSide
    {
        get;
        init => field = value is >= 1 and <= 64 ? value : throw new ArgumentOutOfRangeException(nameof(StrikesEachSide), value, "1 to 64 strikes.");
    } = 12;

    /// <summary>How far (one standard deviation, per year) the rate in the prices may be from the prior one: 0 fixes the rate at the prior one, infinity leaves it to the prices.</summary>
    public double RateDeviation { get; init; } = 0.02;

    /// <summary>Prices are whole multiples of it; 0 when unknown. No residual is taken to be known better than that rounding allows, also when most pairs happen to lie on one line.</summary>
    public double PriceTick { get; init; }

    /// <summary>The discount factor stays within what these rates give.</summary>
    public double LowestRate { get; init; } = -0.05;

    public double HighestRate { get; init; } = 0.25;
}
