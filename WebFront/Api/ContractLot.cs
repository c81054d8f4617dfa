namespace TradingAnalytics.WebFront.Api;

/// <summary>Units of the underlying per contract, for expiries on or after a date.</summary>
internal sealed record ContractLot(DateOnly FromExpiry, int Units);
