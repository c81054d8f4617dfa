using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.WebFront.Api;

/// <summary>The contract terms of a product's options.</summary>
internal sealed record ContractTerms(
    IReadOnlyList<ContractLot> LotSizes,
    double TickSize,
    double StrikeStep,
    string Venue,
    string Zone,
    TimeOnly CutOffTime,
    DayCount DayCount,
    Settlement Settlement,
    string Currency,
    double InterestRate)
{
    public static ContractTerms Of(ProductSpec product) => new(
        [.. product.LotSizes.Select(lot => new ContractLot(lot.FromExpiry, lot.Units))],
        product.TickSize,
        product.StrikeStep,
        product.Venue.Id,
        product.Venue.Zone.Id,
        product.CutOffTime,
        product.DayCount,
        product.Settlement,
        product.Currency,
        product.InterestRate);
}
