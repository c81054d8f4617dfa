using TradingAnalytics.Analytics;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Feeds.Simulate;

/// <summary>The options of one expiry at the simulated venue: what each leg shows, and the forward, discount factor and smile they are priced from now.</summary>
internal sealed class SimulatedChain(Expiry expiry, long cutOffMicroseconds, int lotSize, double strikeStep, int firstStrike, int capacity)
{
    private readonly SimulatedContract[] _legs = new SimulatedContract[2 * capacity];

    public Expiry Expiry { get; } = expiry;

    public long CutOffMicroseconds { get; } = cutOffMicroseconds;

    public int LotSize { get; } = lotSize;

    /// <summary>Strikes there is room for.</summary>
    public int Capacity => capacity;

    /// <summary>Lowest and highest listed strike, as indices; they only widen.</summary>
    public int Low { get; set; }

    /// <inheritdoc cref="Low"/>
    public int High { get; set; }

    /// <summary>How much of the product's trading is here.</summary>
    public double Weight { get; set; }

    public bool Retired { get; set; }

    public double Forward { get; private set; }

    public double DiscountFactor { get; private set; }

    public SsviSlice Smile { get; private set; }

    /// <summary>σ√T at the money.</summary>
    public double Deviation { get; private set; }

    /// <summary>Volatility at the money, per year.</summary>
    public double Volatility { get; private set; }

    /// <summary>The strike nearest the forward, as an index.</summary>
    public int AtTheMoney { get; private set; }

    public double Strike(int index) => (firstStrike + index) * strikeStep;

    public ref SimulatedContract Leg(int strike, OptionRight right) => ref _legs[(2 * strike) + (int)right];

    public Span<SimulatedContract> Legs => _legs;

    public void Move(double spot, double carry, double rate, double years, SpotModel model)
    {
        Forward = spot * Math.Exp(carry * years);
        DiscountFactor = Math.Exp(-rate * years);
        Smile = SsviSlice.At(model.Variance, model.LongVariance, years);
        Deviation = Math.Sqrt(Smile.Theta);
        Volatility = Deviation / Math.Sqrt(Math.Max(years, 1e-9));
        AtTheMoney = Math.Clamp((int)Math.Round(Forward / strikeStep) - firstStrike, 0, capacity - 1);
    }
}
