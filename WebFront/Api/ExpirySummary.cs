namespace TradingAnalytics.WebFront.Api;

/// <summary>One live expiry of a product, with its chain's headline. Null is "none".</summary>
/// <param name="Expiry">Its date in the venue's zone.</param>
/// <param name="CutOff">The instant its options end.</param>
/// <param name="TimeToExpiry">Years left at the product's market time, by its day count.</param>
/// <param name="LotSize">Units of the underlying per contract.</param>
/// <param name="Legs">Options that have ticked.</param>
/// <param name="Forward">The forward.</param>
/// <param name="ForwardSource">Where it comes from: parity, future, spot or none.</param>
/// <param name="DiscountFactor">To the cut-off.</param>
/// <param name="AtmStrike">Strike nearest to the forward.</param>
/// <param name="AtmIv">Implied volatility there, per year.</param>
/// <param name="Straddle">Call plus put at the ATM strike.</param>
/// <param name="PcrOi">Put/call ratio by open interest.</param>
/// <param name="PcrVolume">Put/call ratio by volume.</param>
/// <param name="MaxPain">The settlement at which option writers pay least.</param>
/// <param name="CallOi">Open interest of the calls, in units of the underlying.</param>
/// <param name="PutOi">Open interest of the puts, in units of the underlying.</param>
/// <param name="Future">The future of the same expiry.</param>
internal sealed record ExpirySummary(
    string Expiry,
    DateTimeOffset CutOff,
    double? TimeToExpiry,
    int LotSize,
    int Legs,
    double? Forward,
    string ForwardSource,
    double? DiscountFactor,
    double? AtmStrike,
    double? AtmIv,
    double? Straddle,
    double? PcrOi,
    double? PcrVolume,
    double? MaxPain,
    double? CallOi,
    double? PutOi,
    double? Future);
