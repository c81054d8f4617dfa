using System.Globalization;
using System.Text;

namespace TradingAnalytics.Cluster.Tests;

/// <summary>
/// The market that is pushed: a few products with a few chains. The n-th batch of a product carries its spot and one leg of each chain, the legs in turn, all at the n-th millisecond of a day: by its time
/// every tick tells which batch it came with.
/// </summary>
internal static class TestMarket
{
    public const int LegsPerChain = 8;
    public static readonly string[] Products = ["NIFTY", "BANKNIFTY", "FINNIFTY"];
    public static readonly string[] Expiries = ["2026-08-25", "2026-09-29", "2026-10-27"];
    public static readonly DateTimeOffset Start = new(2026, 8, 18, 4, 0, 0, TimeSpan.Zero);

    public static IEnumerable<string> Rooms => Products.SelectMany(product => Expiries.Select(expiry => RoomOf(product, expiry)).Append($"product:{product}"));

    public static string RoomOf(string product, string expiry) => $"chain:{product}:{expiry}";

    public static int TicksPerBatch => 1 + Expiries.Length;

    public static double Spot(int batch) => 24_200 + (0.05 * (batch % 1_000));

    public static double Bid(int batch) => 180 + (0.05 * (batch % 200));

    /// <summary>Strike and right of the leg that a batch carries.</summary>
    public static (int Strike, string Right) LegOf(int batch) => (24_100 + (100 * (batch % LegsPerChain / 2)), batch % 2 == 0 ? "call" : "put");

    public static DateTimeOffset TimeOf(int batch) => Start.AddMilliseconds(batch);

    public static string Batch(string product, int batch)
    {
        var lines = new StringBuilder();
        string time = TimeOf(batch).ToString("O", CultureInfo.InvariantCulture);
        (int strike, string right) = LegOf(batch);
        lines.Append(CultureInfo.InvariantCulture, $$"""{"id":"{{product}}-{{batch}}","time":"{{time}}","product":"{{product}}","kind":"underlying","last":{{Spot(batch)}}}""").Append('\n');
        foreach (string expiry in Expiries)
        {
            lines.Append(
                CultureInfo.InvariantCulture,
                $$"""{"id":"{{product}}-{{expiry}}-{{batch}}","time":"{{time}}","product":"{{product}}","kind":"leg","expiry":"{{expiry}}","strike":{{strike}},"right":"{{right}}","bid":{{Bid(batch)}},"ask":{{Bid(batch) + 1}}}""").Append('\n');
        }

        return lines.ToString();
    }
}
