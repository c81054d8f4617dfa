namespace TradingAnalytics.Engine.Chains;

/// <summary>Leg columns of a chain's live table, by index.</summary>
public static class LegColumn
{
    public const int Bid = 0;
    public const int Ask = 1;
    public const int Last = 2;
    public const int Volume = 3;
    public const int Oi = 4;
    public const int OiChange = 5;
    public const int Iv = 6;
    public const int IvStatus = 7;
    public const int PriceSource = 8;
    public const int Delta = 9;
    public const int Gamma = 10;
    public const int Theta = 11;
    public const int Vega = 12;
    public const int Rho = 13;
    public const int Updated = 14;
}
