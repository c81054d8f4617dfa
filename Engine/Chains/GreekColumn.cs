namespace TradingAnalytics.Engine.Chains;

/// <summary>Columns that follow those of a leg (<see cref="LegColumn"/>) where every Greek is asked for, by index.</summary>
public static class GreekColumn
{
    public const int Vanna = 15;
    public const int Charm = 16;
    public const int Volga = 17;
    public const int Veta = 18;
    public const int Speed = 19;
    public const int Zomma = 20;
    public const int Color = 21;
    public const int Ultima = 22;
    public const int DualDelta = 23;
    public const int DualGamma = 24;
}
