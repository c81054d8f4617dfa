namespace TradingAnalytics.Analytics.Positions;

/// <summary>One holding of a position, with the market it is valued in.</summary>
public readonly record struct PositionLeg
{
    private PositionLeg(PositionLegKind kind, OptionRight right, double quantity, double strike, double time, double forward, double discount, double volatility, double entryPrice)
    {
        Kind = kind;
        Right = right;
        Quantity = quantity;
        Strike = strike;
        TimeToExpiryYears = time;
        Forward = forward;
        DiscountFactor = discount;
        Volatility = volatility;
        EntryPrice = entryPrice;
    }

    public PositionLegKind Kind { get; }

    public OptionRight Right { get; }

    /// <summary>Units of the underlying (contracts × lot size); below 0 when sold.</summary>
    public double Quantity { get; }

    public double Strike { get; }

    /// <summary>Years from now; +∞ for the underlying.</summary>
    public double TimeToExpiryYears { get; }

    /// <summary>The forward of its expiry now; the price now for the underlying or a future.</summary>
    public double Forward { get; }

    public double DiscountFactor { get; }

    /// <summary>Black-76 volatility.</summary>
    public double Volatility { get; }

    /// <summary>Paid (or received) for one unit.</summary>
    public double EntryPrice { get; }

    /// <summary>An option held (or written, with a quantity below 0).</summary>
    /// <param name="right">Call or put.</param>
    /// <param name="quantity">Units, signed.</param>
    /// <param name="strike">K ≥ 0.</param>
    /// <param name="timeToExpiryYears">T ≥ 0, by one day count for all legs.</param>
    /// <param name="forward">F &gt; 0, of the leg's own expiry.</param>
    /// <param name="discountFactor">D in (0, 2).</param>
    /// <param name="volatility">σ ≥ 0.</param>
    /// <param name="entryPrice">Premium of one unit.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static PositionLeg Option(
        OptionRight right, double quantity, double strike, double timeToExpiryYears, double forward, double discountFactor, double volatility, double entryPrice)
    {
        Require(double.IsFinite(quantity), nameof(quantity));
        Require(strike >= 0 && double.IsFinite(strike), nameof(strike));
        Require(timeToExpiryYears >= 0 && double.IsFinite(timeToExpiryYears), nameof(timeToExpiryYears));
        Require(forward > 0 && double.IsFinite(forward), nameof(forward));
        Require(discountFactor is > 0 and < 2, nameof(discountFactor));
        Require(volatility >= 0 && double.IsFinite(volatility), nameof(volatility));
        Require(double.IsFinite(entryPrice), nameof(entryPrice));
        return new(PositionLegKind.Option, right, quantity, strike, timeToExpiryYears, forward, discountFactor, volatility, entryPrice);
    }

    /// <summary>The underlying or a future on it.</summary>
    /// <param name="quantity">Units, signed.</param>
    /// <param name="price">Now, above 0.</param>
    /// <param name="entryPrice">Paid for one unit.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public static PositionLeg Underlying(double quantity, double price, double entryPrice)
    {
        Require(double.IsFinite(quantity), nameof(quantity));
        Require(price > 0 && double.IsFinite(price), nameof(price));
        Require(double.IsFinite(entryPrice), nameof(entryPrice));
        return new(PositionLegKind.Underlying, default, quantity, 0, double.PositiveInfinity, price, 1, 0, entryPrice);
    }

    private static void Require(bool valid, string name)
    {
        if (!valid)
        {
            throw new ArgumentOutOfRangeException(name);
        }
    }
}
