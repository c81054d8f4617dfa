namespace TradingAnalytics.Engine.Chains;

/// <summary>Header columns of a chain's live table, by index.</summary>
public static class ChainColumn
{
    public const int Spot = 0;
    public const int Forward = 1;
    public const int ForwardSource = 2;
    public const int DiscountFactor = 3;
    public const int TimeToExpiry = 4;
    public const int AtmStrike = 5;
    public const int AtmIv = 6;
    public const int Straddle = 7;
    public const int PcrOi = 8;
    public const int PcrVolume = 9;
    public const int MaxPain = 10;
    public const int CallOi = 11;
    public const int PutOi = 12;
    public const int CallVolume = 13;
    public const int PutVolume = 14;
    public const int CallOiChange = 15;
    public const int PutOiChange = 16;
    public const int LotSize = 17;
    public const int State = 18;
    public const int AsOf = 19;
    public const int Received = 20;
}
