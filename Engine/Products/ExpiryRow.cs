using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;

namespace TradingAnalytics.Engine.Products;

/// <summary>Writes a chain's headline as a row of its product's table.</summary>
internal static class ExpiryRow
{
    public static void Write(LiveTable table, in ChainHeadline headline, double future)
    {
        int row = table.Row(RowKey.ForExpiry(headline.Expiry));
        table.Set(row, ExpiryColumn.Forward, PublishedPrecision.Round(headline.Forward, PublishedPrecision.Money));
        table.Set(row, ExpiryColumn.ForwardSource, (int)headline.ForwardSource);
        table.Set(row, ExpiryColumn.DiscountFactor, PublishedPrecision.Round(headline.DiscountFactor, PublishedPrecision.Term));
        table.Set(row, ExpiryColumn.TimeToExpiry, PublishedPrecision.Round(headline.TimeToExpiryYears, PublishedPrecision.Term));
        table.Set(row, ExpiryColumn.AtmStrike, headline.AtmStrike);
        table.Set(row, ExpiryColumn.AtmIv, PublishedPrecision.Round(headline.AtmImpliedVolatility, PublishedPrecision.Ratio));
        table.Set(row, ExpiryColumn.Straddle, PublishedPrecision.Round(headline.Straddle, PublishedPrecision.Money));
        table.Set(row, ExpiryColumn.PcrOi, PublishedPrecision.Round(headline.PcrOi, PublishedPrecision.Ratio));
        table.Set(row, ExpiryColumn.PcrVolume, PublishedPrecision.Round(headline.PcrVolume, PublishedPrecision.Ratio));
        table.Set(row, ExpiryColumn.MaxPain, headline.MaxPain);
        table.Set(row, ExpiryColumn.CallOi, headline.CallOi);
        table.Set(row, ExpiryColumn.PutOi, headline.PutOi);
        table.Set(row, ExpiryColumn.Legs, headline.Legs);
        table.Set(row, ExpiryColumn.Future, future);
    }
}
