using System.Runtime.InteropServices;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.Engine.Products;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Grains.Products;

/// <summary>What a product's grain stores: the book, and up to which frames it reaches.</summary>
[GenerateSerializer, Alias("ta.ProductGrainState")]
public sealed class ProductGrainState
{
    [Id(0)]
    public long Epoch { get; set; }

    /// <summary>The product's own frames applied.</summary>
    [Id(1)]
    public long Through { get; set; }

    /// <summary>The chains' frames counted in <see cref="Ticks"/>.</summary>
    [Id(2)]
    public long CountedThrough { get; set; }

    /// <summary>Ticks as in a frame's payload.</summary>
    [Id(3)]
    public byte[] Quotes { get; set; } = [];

    [Id(4)]
    public double Open { get; set; } = double.NaN;

    [Id(5)]
    public double High { get; set; } = double.NaN;

    [Id(6)]
    public double Low { get; set; } = double.NaN;

    [Id(7)]
    public double PreviousClose { get; set; } = double.NaN;

    [Id(8)]
    public long Ticks { get; set; }

    [Id(9)]
    public long ReceivedUnixMicroseconds { get; set; }

    [Id(10)]
    public BarsState Seconds { get; set; } = new();

    [Id(11)]
    public BarsState Minutes { get; set; } = new();

    [Id(12)]
    public ChainHeadline[] Headlines { get; set; } = [];

    public ProductState Book() => new()
    {
        Quotes = MemoryMarshal.Cast<byte, Tick>(Quotes).ToArray(),
        Open = Open,
        High = High,
        Low = Low,
        PreviousClose = PreviousClose,
        Ticks = Ticks,
        ReceivedUnixMicroseconds = ReceivedUnixMicroseconds,
        Seconds = Seconds.Series(),
        Minutes = Minutes.Series(),
        Headlines = Headlines,
    };

    public void Take(ProductState book)
    {
        Quotes = MemoryMarshal.AsBytes<Tick>(book.Quotes).ToArray();
        Open = book.Open;
        High = book.High;
        Low = book.Low;
        PreviousClose = book.PreviousClose;
        Ticks = book.Ticks;
        ReceivedUnixMicroseconds = book.ReceivedUnixMicroseconds;
        Seconds = BarsState.Of(book.Seconds);
        Minutes = BarsState.Of(book.Minutes);
        Headlines = book.Headlines;
    }
}
