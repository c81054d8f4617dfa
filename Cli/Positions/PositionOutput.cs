using System.Globalization;
using System.Text.Json;
using TradingAnalytics.Analytics;
using TradingAnalytics.Analytics.Positions;

namespace TradingAnalytics.Cli.Positions;

/// <summary>Writes a position's report as JSON, CSV or text.</summary>
internal static class PositionOutput
{
    public static void WriteJson(Stream output, PositionReport report, PositionOptions options, bool raw)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            Number(json, "forward", report.Forward);
            Number(json, "reference", report.Reference);
            Number(json, "cost", report.Cost);
            Number(json, "value", report.Greeks.Value);
            Number(json, "profit", report.Greeks.Value - report.Cost);
            json.WriteStartObject("greeks");
            foreach ((string name, double value) in Greeks(report.Greeks, raw))
            {
                Number(json, name, value);
            }

            json.WriteEndObject();
            json.WriteStartObject("atExpiry");
            Number(json, "timeToExpiry", report.Outcome.HorizonYears);
            json.WriteBoolean("exact", report.Outcome.IsExact);
            Number(json, "maxProfit", report.Outcome.MaxProfit);
            json.WriteBoolean("profitUnlimited", double.IsPositiveInfinity(report.Outcome.MaxProfit));
            Number(json, "maxLoss", report.Outcome.MaxLoss);
            json.WriteBoolean("lossUnlimited", double.IsNegativeInfinity(report.Outcome.MaxLoss));
            json.WriteStartArray("breakEvens");
            foreach (double level in report.BreakEvens)
            {
                json.WriteNumberValue(level);
            }

            json.WriteEndArray();
            Number(json, "probabilityOfProfit", report.ProbabilityOfProfit);
            Number(json, "volatility", report.Volatility);
            json.WriteEndObject();
            json.WriteStartObject("scenario");
            Number(json, "daysAhead", options.DaysAhead);
            Number(json, "volatilityShift", options.VolatilityShift);
            Number(json, "value", report.ValueThen);
            Number(json, "profit", report.ValueThen - report.Cost);
            json.WriteEndObject();
            json.WriteStartArray("legs");
            foreach (PositionLeg leg in report.Legs)
            {
                WriteLeg(json, leg);
            }

            json.WriteEndArray();
            json.WriteStartArray("payoff");
            foreach (PayoffPoint point in report.Payoff)
            {
                json.WriteStartObject();
                Number(json, "level", point.Level);
                Number(json, "profitAtExpiry", point.ProfitAtExpiry);
                Number(json, "profit", point.ProfitThen);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    public static void WriteCsv(TextWriter output, PositionReport report)
    {
        output.Write("level,profitAtExpiry,profit\n");
        foreach (PayoffPoint point in report.Payoff)
        {
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{point.Level:R},{point.ProfitAtExpiry:R},{point.ProfitThen:R}\n"));
        }
    }

    public static void WriteText(TextWriter output, PositionReport report, PositionOptions options, bool raw)
    {
        void Line(string name, string value) => output.WriteLine($"{name,-34}{value}");
        string at = report.Outcome.IsExact ? "at expiry" : "at nearest expiry";
        Line("cost", Money(report.Cost));
        Line("value", Money(report.Greeks.Value));
        Line("profit now", Money(report.Greeks.Value - report.Cost));
        Line($"in {Text(options.DaysAhead, "0.##")} days, {Text(100 * options.VolatilityShift, "+0.##;-0.##;+0")} pts", Money(report.ValueThen - report.Cost));
        Line($"max profit {at}", Money(report.Outcome.MaxProfit));
        Line($"max loss {at}", Money(report.Outcome.MaxLoss));
        Line("break-evens", report.BreakEvens.Length == 0 ? "none" : string.Join("  ", report.BreakEvens.Select(level => Text(level, "0.####"))));
        Line("probability of profit", double.IsNaN(report.ProbabilityOfProfit) ? "-" : Text(report.ProbabilityOfProfit, "0.0 %") + $" (log-normal, volatility {Text(report.Volatility, "0.0 %")})");
        foreach ((string name, double value) in Greeks(report.Greeks, raw))
        {
            Line(name, Text(value, "0.######"));
        }
    }

    private static void WriteLeg(Utf8JsonWriter json, PositionLeg leg)
    {
        bool option = leg.Kind == PositionLegKind.Option;
        json.WriteStartObject();
        Number(json, "quantity", leg.Quantity);
        json.WriteString("right", option ? (leg.Right == OptionRight.Call ? "call" : "put") : "underlying");
        Number(json, "strike", option ? leg.Strike : double.NaN);
        Number(json, "timeToExpiry", leg.TimeToExpiryYears);
        Number(json, "forward", leg.Forward);
        Number(json, "discountFactor", leg.DiscountFactor);
        Number(json, "impliedVolatility", option ? leg.Volatility : double.NaN);
        Number(json, "entryPrice", leg.EntryPrice);
        json.WriteEndObject();
    }

    private static IEnumerable<(string Name, double Value)> Greeks(PositionGreeks greeks, bool raw)
    {
        var trader = greeks.ToTraderGreeks();
        yield return ("delta", greeks.Delta);
        yield return ("gamma", greeks.Gamma);
        yield return ("vega", raw ? greeks.Vega : trader.VegaPerPercentagePoint);
        yield return ("theta", raw ? greeks.Theta : trader.ThetaPerCalendarDay);
        yield return ("rho", raw ? greeks.Rho : trader.RhoPerPercentagePoint);
        yield return ("vanna", raw ? greeks.Vanna : trader.VannaPerPercentagePoint);
        yield return ("charm", raw ? greeks.Charm : trader.CharmPerCalendarDay);
        yield return ("volga", raw ? greeks.Volga : trader.VolgaPerPercentagePointSquared);
        yield return ("veta", raw ? greeks.Veta : trader.VetaPerPercentagePointPerCalendarDay);
        yield return ("speed", greeks.Speed);
        yield return ("zomma", raw ? greeks.Zomma : trader.ZommaPerPercentagePoint);
        yield return ("color", raw ? greeks.Color : trader.ColorPerCalendarDay);
        yield return ("ultima", raw ? greeks.Ultima : trader.UltimaPerPercentagePointCubed);
    }

    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string Money(double value) => double.IsInfinity(value) ? "unlimited" : Text(value, "#,##0.00");

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
