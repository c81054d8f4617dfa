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

    /// <summary>How far (one standard deviation, per year) the rate in the prices may be from the prior one; 0 keeps the prior rate.</summary>
    public double RateDeviation { get; init; } = 0.02;

    /// <summary>The discount factor stays within what these rates give.</summary>
    public double LowestRate { get; init; } = -0.05;

    public double HighestRate { get; init; } = 0.25;
}
