using TradingAnalytics.Analytics;
using TradingAnalytics.Engine.Chains;

namespace TradingAnalytics.Engine.Surfaces;

/// <summary>One option of a smile: what the market says and what it weighs. NaN is "none".</summary>
public readonly record struct SmilePoint
{
    public double Strike { get; init; }

    public OptionRight Right { get; init; }

    /// <summary>k = ln(K/F).</summary>
    public double LogMoneyness { get; init; }

    public PriceSource Source { get; init; }

    /// <summary>The premium the volatility is taken from: mid, else last.</summary>
    public double Price { get; init; }

    public double Volatility { get; init; }

    /// <summary>At the bid; NaN without a bid or where the bid has no volatility.</summary>
    public double BidVolatility { get; init; }

    public double AskVolatility { get; init; }

    /// <summary>∂V/∂σ per 1.0.</summary>
    public double Vega { get; init; }

    /// <summary>How well the premium is known, one deviation: half the spread, or the move since the trade; and half a tick.</summary>
    public double PriceError { get; init; }

    /// <summary>What the fit allows for, one deviation of volatility: the error of the premium over vega, and what a smile of five parameters leaves.</summary>
    public double VolatilityError { get; init; }

    /// <summary>The final weight of the point in the fit, 0 to 1, on top of its error; 0 when it has no say.</summary>
    public double Trust { get; init; }

    public SmileExclusion Exclusion { get; init; }
}
