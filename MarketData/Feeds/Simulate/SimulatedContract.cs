namespace TradingAnalytics.MarketData.Feeds.Simulate;

/// <summary>What the venue shows of one option or future. 0 is "none" in a price; volume and open interest are in units.</summary>
internal struct SimulatedContract
{
    public double Bid;
    public double Ask;
    public double Last;
    public double Volume;
    public double OpenInterest;

    /// <summary>Open interest at the previous day's close.</summary>
    public double PreviousOpenInterest;

    /// <summary>The next tick says everything: the contract is new, or a new day has begun.</summary>
    public bool FullDue;

    /// <summary>Quotes around a price, which lies inside bid and ask; no bid below one tick.</summary>
    /// <param name="price">What it is worth.</param>
    /// <param name="halfSpread">Distance of each side, which chance varies by ±40 %.</param>
    /// <param name="grid">The venue's price steps.</param>
    /// <param name="random">Chance.</param>
    public void Quote(double price, double halfSpread, PriceGrid grid, SeededRandom random)
    {
        ulong bits = random.NextBits();
        double below = 0.6 + ((uint)bits * (0.8 / uint.MaxValue));
        double above = 0.6 + ((uint)(bits >> 32) * (0.8 / uint.MaxValue));
        Bid = Math.Max(0, grid.Floor(price - (halfSpread * below)));
        Ask = grid.Ceiling(price + (halfSpread * above));
    }

    /// <summary>A trade at one side of the quote: volume grows, open interest grows, stays or shrinks.</summary>
    public void Trade(double units, SeededRandom random)
    {
        double side = random.NextUnit();
        Last = side < 0.5 && Bid > 0 ? Bid : Ask;
        Volume += units;
        double opened = random.NextUnit();
        if (opened < 0.4)
        {
            OpenInterest += units;
        }
        else if (opened > 0.7)
        {
            OpenInterest = Math.Max(0, OpenInterest - units);
        }
    }

    public void BeginDay()
    {
        Volume = 0;
        PreviousOpenInterest = OpenInterest;
        FullDue = true;
    }
}
