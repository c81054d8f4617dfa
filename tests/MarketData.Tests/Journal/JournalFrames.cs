using TradingAnalytics.MarketData.Journal;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.MarketData.Tests.Journal;

/// <summary>Entries to append, and frames compared.</summary>
internal static class JournalFrames
{
    public static readonly TickRoute Nifty = TickRoute.Parse("NIFTY");
    public static readonly TickRoute Chain = TickRoute.Parse("NIFTY/2026-08-25");

    public static JournalEntry Entry(TickRoute route, ulong firstId, int ticks = 1, long received = 1_000)
    {
        var all = new Tick[ticks];
        for (int i = 0; i < ticks; i++)
        {
            ulong id = firstId + (ulong)i;
            all[i] = new Tick { Id = id, Product = route.Product, Expiry = route.Expiry, UnixMicroseconds = (long)id * 1_000, Kind = TickKind.Leg, Last = id, Fields = TickFields.Last };
        }

        return new JournalEntry(route, received, TickFrame.Encode(all));
    }

    public static async Task<TickFrame[]> Append(ITickJournal journal, params JournalEntry[] entries) =>
        [.. await journal.AppendAsync(entries, TestContext.Current.CancellationToken)];

    public static void ShouldEqual(IEnumerable<TickFrame> actual, IEnumerable<TickFrame> expected)
    {
        TickFrame[] left = [.. actual];
        TickFrame[] right = [.. expected];
        left.Select(Text).ShouldBe(right.Select(Text));
        for (int i = 0; i < left.Length; i++)
        {
            left[i].Payload.Span.SequenceEqual(right[i].Payload.Span).ShouldBeTrue($"payload of frame {right[i].Sequence}");
        }
    }

    private static string Text(TickFrame frame) => $"{frame.Sequence} after {frame.Previous} of {frame.Route}, {frame.Count} ticks received {frame.ReceivedUnixMicroseconds}";
}
