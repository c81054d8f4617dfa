using System.Globalization;
using Spectre.Console;
using TradingAnalytics.Analytics;
using TradingAnalytics.Engine.Chains;
using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.Cli.Chains;

/// <summary>Chains for people: a line per expiry, and a chain's strikes with calls left and puts right.</summary>
internal static class ChainTables
{
    private const int StrikesEachSide = 12;
    private const int WidthOfAFile = 200;

    /// <summary>The terminal; into a file or a pipe, wide enough for every column.</summary>
    public static IAnsiConsole Console()
    {
        IAnsiConsole console = AnsiConsole.Console;
        if (System.Console.IsOutputRedirected)
        {
            console.Profile.Width = WidthOfAFile;
        }

        return console;
    }

    public static void Summary(IAnsiConsole console, IReadOnlyList<ChainView> chains)
    {
        var table = new Table { Border = TableBorder.Minimal };
        table.AddColumn(new TableColumn("product").NoWrap()).AddColumn(new TableColumn("expiry").NoWrap());
        foreach (string column in (string[])["spot", "forward", "from", "ATM", "IV %", "straddle", "PCR OI", "PCR vol", "max pain", "call OI", "put OI", "legs"])
        {
            table.AddColumn(new TableColumn(column).RightAligned().NoWrap());
        }

        foreach (ChainView chain in chains)
        {
            string expiry = chain.State == ChainState.Expired ? $"{chain.Expiry} (expired)" : chain.Expiry.ToString();
            table.AddRow(
                chain.Product.ToString(), expiry, Text(chain.Spot, "N2"), Text(chain.Forward, "N2"), ChainNames.ForwardSource(chain.ForwardSource), Text(chain.AtmStrike, "0.##"),
                Text(100 * chain.AtmImpliedVolatility, "F2"), Text(chain.Straddle, "N2"), Text(chain.PcrOi, "F3"), Text(chain.PcrVolume, "F3"), Text(chain.MaxPain, "0.##"),
                Text(chain.Totals.CallOi, "N0"), Text(chain.Totals.PutOi, "N0"), Text(chain.Legs.Count, "0"));
        }

        console.Write(table);
    }

    public static void Strikes(IAnsiConsole console, ChainView chain, ProductSpec product)
    {
        string asOf = InstantText.Local(chain.AsOfUnixMicroseconds, product.Venue.Zone);
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture, $"{chain.Product} {chain.Expiry} as of {asOf}: discount factor {chain.DiscountFactor:F6}, {chain.TimeToExpiryYears * 365:F3} days, OI in units, lot {chain.LotSize}");
        var table = new Table { Border = TableBorder.Minimal };
        foreach (string column in (string[])["OI", "change", "volume", "delta", "IV %", "bid", "ask", "last", "strike", "last", "bid", "ask", "IV %", "delta", "volume", "change", "OI"])
        {
            table.AddColumn(new TableColumn(column).RightAligned().NoWrap());
        }

        foreach (IGrouping<double, LegView> strike in Around(chain))
        {
            LegView? call = strike.FirstOrDefault(leg => leg.Right == OptionRight.Call);
            LegView? put = strike.FirstOrDefault(leg => leg.Right == OptionRight.Put);
            string text = Text(strike.Key, "0.##");
            table.AddRow(
                Text(call?.OpenInterest, "N0"), Text(call?.OpenInterestChange, "N0"), Text(call?.Volume, "N0"), Text(call?.Delta, "F3"), Volatility(call), Text(call?.Bid, "F2"),
                Text(call?.Ask, "F2"), Text(call?.Last, "F2"), strike.Key == chain.AtmStrike ? $"[bold]{text}[/]" : text, Text(put?.Last, "F2"), Text(put?.Bid, "F2"),
                Text(put?.Ask, "F2"), Volatility(put), Text(put?.Delta, "F3"), Text(put?.Volume, "N0"), Text(put?.OpenInterestChange, "N0"), Text(put?.OpenInterest, "N0"));
        }

        console.Write(table);
    }

    private static IEnumerable<IGrouping<double, LegView>> Around(ChainView chain)
    {
        IGrouping<double, LegView>[] strikes = [.. chain.Legs.GroupBy(leg => leg.Strike)];
        int atm = Array.FindIndex(strikes, strike => strike.Key == chain.AtmStrike);
        return atm < 0 ? strikes : strikes.Skip(atm - StrikesEachSide).Take(Math.Min(atm, StrikesEachSide) + StrikesEachSide + 1);
    }

    private static string Volatility(LegView? leg) =>
        leg is null ? "" : double.IsNaN(leg.ImpliedVolatility) ? ChainNames.Status(leg) : Text(100 * leg.ImpliedVolatility, "F2");

    private static string Text(double? value, string format) => value is { } number && double.IsFinite(number) ? number.ToString(format, CultureInfo.InvariantCulture) : "-";
}
