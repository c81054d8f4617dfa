using TradingAnalytics.Engine.Bars;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.MarketData.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.Products;

/// <summary>
/// The live state of one product: spot with the day's open, high and low, its futures, its bars, and the headline of each of its chains. One writer at a time; no clock: market time is the
/// newest tick's. The day is the venue's calendar date.
/// </summary>
public sealed class ProductBook
{
    private readonly UnderlyingQuote _spot = new();
    private readonly SortedList<Expiry, UnderlyingQuote> _futures = [];
    private readonly SortedList<Expiry, ChainHeadline> _headlines = [];
    private readonly MarketDay _day;
    private readonly BarSeries _seconds;
    private readonly BarSeries _minutes;

    public ProductBook(ProductSpec product, ProductOptions? options = null)
    {
        options ??= ProductOptions.Default;
        Product = product;
        _day = new MarketDay(product);
        _seconds = new BarSeries(BarInterval.OneSecond, options.SecondBars);
        _minutes = new BarSeries(BarInterval.OneMinute, options.MinuteBars);
    }

    public ProductSpec Product { get; }

    /// <summary>NaN until one is known, like every price here.</summary>
    public double Spot => _spot.Price;

    public double Open { get; private set; } = double.NaN;

    public double High { get; private set; } = double.NaN;

    public double Low { get; private set; } = double.NaN;

    /// <summary>The last spot of the day before, when the book has seen it.</summary>
    public double PreviousClose { get; private set; } = double.NaN;

    /// <summary>Spot less the previous close; less the day's open while no previous close is known.</summary>
    public double Change => Spot - (double.IsNaN(PreviousClose) ? Open : PreviousClose);

    /// <summary>Market time: the newest tick of underlying and futures, in Unix microseconds; 0 before the first.</summary>
    public long AsOfUnixMicroseconds { get; private set; }

    public long ReceivedUnixMicroseconds { get; private set; }

    /// <summary>Ticks of the product and of its chains (<see cref="CountChainTicks"/>) so far.</summary>
    public long Ticks { get; private set; }

    /// <summary>Expiries heard of, from chains and futures, ascending.</summary>
    public IReadOnlyList<ChainHeadline> Headlines => [.. _headlines.Values];

    /// <summary>The price of the future of an expiry; NaN without one.</summary>
    public double Future(Expiry expiry) => _futures.TryGetValue(expiry, out UnderlyingQuote? future) ? future.Price : double.NaN;

    /// <summary>Takes ticks of the underlying and of futures; legs and other products are passed over.</summary>
    /// <param name="ticks">In market order.</param>
    /// <param name="receivedUnixMicroseconds">When ingress took them; 0 when unknown.</param>
    public void Apply(ReadOnlySpan<Tick> ticks, long receivedUnixMicroseconds = 0)
    {
        foreach (ref readonly Tick tick in ticks)
        {
            if (tick.Product != Product.Id || tick.Kind == TickKind.Leg)
            {
                continue;
            }

            Ticks++;
            AsOfUnixMicroseconds = Math.Max(AsOfUnixMicroseconds, tick.UnixMicroseconds);
            if (tick.Kind == TickKind.Underlying)
            {
                ApplyUnderlying(in tick);
            }
            else
            {
                FutureOf(tick.Expiry).Apply(in tick);
            }
        }

        ReceivedUnixMicroseconds = Math.Max(ReceivedUnixMicroseconds, receivedUnixMicroseconds);
    }

    /// <summary>Counts ticks that went to the product's chains, so that the product shows all its traffic.</summary>
    public void CountChainTicks(int count) => Ticks += count;

    /// <summary>Takes a chain's headline: its expiry's row.</summary>
    public void Update(in ChainHeadline headline) => _headlines[headline.Expiry] = headline;

    /// <summary>Takes out an expiry that is over. Its row stays in a table already published to: rows never leave one.</summary>
    public void Forget(Expiry expiry)
    {
        _headlines.Remove(expiry);
        _futures.Remove(expiry);
    }

    /// <summary>Bars that start in [from, to), oldest first.</summary>
    public Bar[] Bars(BarInterval interval, long fromUnixSeconds, long toUnixSeconds) =>
        (interval == BarInterval.OneSecond ? _seconds : _minutes).Between(fromUnixSeconds, toUnixSeconds);

    /// <summary>Writes every cell into the table; the table finds what changed.</summary>
    public void Publish(LiveTable table)
    {
        table.Set(0, ProductColumn.Spot, Spot);
        table.Set(0, ProductColumn.Open, Open);
        table.Set(0, ProductColumn.High, High);
        table.Set(0, ProductColumn.Low, Low);
        table.Set(0, ProductColumn.PreviousClose, PreviousClose);
        table.Set(0, ProductColumn.Change, PublishedPrecision.Round(Change, PublishedPrecision.Money));
        table.Set(0, ProductColumn.AsOf, AsOfUnixMicroseconds == 0 ? double.NaN : AsOfUnixMicroseconds);
        table.Set(0, ProductColumn.Received, ReceivedUnixMicroseconds == 0 ? double.NaN : ReceivedUnixMicroseconds);
        table.Set(0, ProductColumn.Ticks, Ticks);
        for (int i = 0; i < _headlines.Count; i++)
        {
            ChainHeadline headline = _headlines.GetValueAtIndex(i);
            ExpiryRow.Write(table, in headline, Future(headline.Expiry));
        }
    }

    /// <summary>The newest quotes of underlying and futures as ticks: what a chain that is new, or was away, has to be told first.</summary>
    public Tick[] Quotes()
    {
        var ticks = new List<Tick>(1 + _futures.Count);
        if (_spot.Updated != 0)
        {
            ticks.Add(_spot.ToTick(Product.Id, TickKind.Underlying, Expiry.None));
        }

        foreach ((Expiry expiry, UnderlyingQuote future) in _futures)
        {
            ticks.Add(future.ToTick(Product.Id, TickKind.Future, expiry));
        }

        return [.. ticks];
    }

    public ProductState Save() => new()
    {
        Quotes = Quotes(),
        Open = Open,
        High = High,
        Low = Low,
        PreviousClose = PreviousClose,
        Ticks = Ticks,
        ReceivedUnixMicroseconds = ReceivedUnixMicroseconds,
        Seconds = _seconds.Save(),
        Minutes = _minutes.Save(),
        Headlines = [.. _headlines.Values],
    };

    /// <summary>Takes a saved state into a new book.</summary>
    public void Restore(ProductState state)
    {
        foreach (ref readonly Tick tick in state.Quotes.AsSpan())
        {
            (tick.Kind == TickKind.Underlying ? _spot : FutureOf(tick.Expiry)).Apply(in tick);
            AsOfUnixMicroseconds = Math.Max(AsOfUnixMicroseconds, tick.UnixMicroseconds);
        }

        Open = state.Open;
        High = state.High;
        Low = state.Low;
        PreviousClose = state.PreviousClose;
        Ticks = state.Ticks;
        ReceivedUnixMicroseconds = state.ReceivedUnixMicroseconds;
        _seconds.Restore(state.Seconds);
        _minutes.Restore(state.Minutes);
        foreach (ChainHeadline headline in state.Headlines)
        {
            Update(in headline);
        }
    }

    private void ApplyUnderlying(in Tick tick)
    {
        double before = _spot.Price;
        long updated = _spot.Updated;
        bool current = _spot.Apply(in tick);
        double price = current ? _spot.Price : tick.Has(TickFields.Last) && tick.Last > 0 ? tick.Last : double.NaN;
        if (double.IsNaN(price))
        {
            return;
        }

        bool sameDay = updated != 0 && !double.IsNaN(before) && _day.AreSame(updated, tick.UnixMicroseconds);
        if (current && !sameDay)
        {
            PreviousClose = before;
            Open = High = Low = price;
        }
        else if (sameDay)
        {
            High = Math.Max(High, price);
            Low = Math.Min(Low, price);
        }

        _seconds.Add(tick.UnixMicroseconds, price);
        _minutes.Add(tick.UnixMicroseconds, price);
    }

    private UnderlyingQuote FutureOf(Expiry expiry)
    {
        if (!_futures.TryGetValue(expiry, out UnderlyingQuote? future))
        {
            future = new UnderlyingQuote();
            _futures.Add(expiry, future);
        }

        return future;
    }
}
