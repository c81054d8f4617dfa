namespace TradingAnalytics.Engine.Products;

/// <summary>Header columns of a product's live table, by index.</summary>
public static class ProductColumn
{
    public const int Spot = 0;
    public const int Open = 1;
    public const int High = 2;
    public const int Low = 3;
    public const int PreviousClose = 4;
    public const int Change = 5;
    public const int AsOf = 6;
    public const int Received = 7;
    public const int Ticks = 8;
}
