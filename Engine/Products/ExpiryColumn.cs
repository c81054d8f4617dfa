namespace TradingAnalytics.Engine.Products;

/// <summary>Expiry columns of a product's live table, by index.</summary>
public static class ExpiryColumn
{
    public const int Forward = 0;
    public const int ForwardSource = 1;
    public const int DiscountFactor = 2;
    public const int TimeToExpiry = 3;
    public const int AtmStrike = 4;
    public const int AtmIv = 5;
    public const int Straddle = 6;
    public const int PcrOi = 7;
    public const int PcrVolume = 8;
    public const int MaxPain = 9;
    public const int CallOi = 10;
    public const int PutOi = 11;
    public const int Legs = 12;
    public const int Future = 13;
}
