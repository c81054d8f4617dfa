using System.Globalization;
using Spectre.Console;
using TradingAnalytics.Cli.Chains;
using TradingAnalytics.Engine.Exposures;
using static TradingAnalytics.Cli.Chains.TableText;

namespace TradingAnalytics.Cli.Exposures;

/// <summary>Exposures for people: a line per expiry and one for the product, and a chain's strikes.</summary>
internal static class ExposureTables
{
    private const int StrikesEachSide = 15;

    public static void Summary(IAnsiConsole console, IReadOnlyList<ExposureReport> reports)
    {
        foreach (IGrouping<string, ExposureReport> currency in reports.GroupBy(report => report.Product.Currency))
        {
            console.WriteLine(
                $"In millions of {currency.Key}, calls counted +, puts -: gamma (GEX) per 1 % move of the underlying, vanna per volatility point, charm per calendar day. "
                + "Flip: the spot at which total gamma changes sign. Walls: the strikes with the most call and put gamma.");
            var table = new Table { Border = TableBorder.Minimal };
            table.AddColumn(new TableColumn("product").NoWrap()).AddColumn(new TableColumn("expiry").NoWrap());
            foreach (string column in (string[])["spot", "gamma /1 %", "calls", "puts", "delta", "vanna /point", "charm /day", "flip", "call wall", "put wall", "legs", "left out", "status"])
            {
                table.AddColumn(new TableColumn(column).RightAligned().NoWrap());
            }

            foreach (ExposureReport report in currency)
            {
                ExposureSums sums = report.Sums;
                bool ok = sums.Status == ExposureStatus.Ok;
                string Amount(double value) => ok ? Millions(value) : "-";
                table.AddRow(
                    report.Product.Id.ToString(), report.Expiry, Shown(report.Spot, "N2"), Amount(sums.Total.Gamma), Amount(sums.Calls.Gamma), Amount(sums.Puts.Gamma),
                    Amount(sums.Total.Delta), Amount(sums.Total.Vanna), Amount(sums.Total.Charm), Shown(sums.Flip, "N2"), Shown(sums.CallWall, "0.##"),
                    Shown(sums.PutWall, "0.##"), Shown(sums.Counted, "0"), Shown(sums.LeftOut, "0"), Name(sums.Status));
            }

            console.Write(table);
        }
    }

    public static void Strikes(IAnsiConsole console, ExposureReport report)
    {
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Product.Id} {report.Expiry} as of {InstantText.Local(report.AsOfUnixMicroseconds, report.Product.Venue.Zone)}, millions of {report.Product.Currency}, calls +, puts -; OI in units of the underlying"));
        var table = new Table { Border = TableBorder.Minimal };
        foreach (string column in (string[])["call OI", "call gamma /1 %", "strike", "put gamma /1 %", "put OI", "net gamma /1 %", "net delta", "net vanna /point", "net charm /day"])
        {
            table.AddColumn(new TableColumn(column).RightAligned().NoWrap());
        }

        int money = Array.FindIndex(report.Strikes, strike => strike.Strike >= report.Forward);
        int first = money < 0 ? 0 : Math.Max(0, money - StrikesEachSide);
        foreach (StrikeExposure strike in report.Strikes.AsSpan(first, Math.Min(report.Strikes.Length - first, (2 * StrikesEachSide) + 1)))
        {
            table.AddRow(
                Shown(strike.CallOi, "N0"), Millions(strike.Call.Gamma), Shown(strike.Strike, "0.##"), Millions(strike.Put.Gamma), Shown(strike.PutOi, "N0"),
                Millions(strike.Net.Gamma), Millions(strike.Net.Delta), Millions(strike.Net.Vanna), Millions(strike.Net.Charm));
        }

        console.Write(table);
    }

    private static string Millions(double amount) => Shown(amount / 1e6, "N1");
}
