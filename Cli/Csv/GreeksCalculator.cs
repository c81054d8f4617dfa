using TradingAnalytics.Analytics.Pricing;

namespace TradingAnalytics.Cli.Csv;

/// <summary>The verb greeks: volatility in, price and sensitivities out.</summary>
/// <param name="raw">Per year and per 1.0 instead of per calendar day and per percentage point.</param>
internal sealed class GreeksCalculator(bool raw) : IRowCalculator
{
    private const int Volatility = 5;
    private const int Model = 6;

    public IReadOnlyList<string> Required { get; } = [.. OptionColumns.Names, "impliedVolatility"];

    public IReadOnlyList<string> Optional { get; } = [OptionColumns.Model];

    public IReadOnlyList<string> Produced { get; } =
    [
        "price", "delta", "gamma", "vega", "theta", "rho", "vanna", "charm", "volga", "veta", "speed", "zomma", "color", "ultima",
        "dualDelta", "dualGamma",
    ];

    public string Compute(CsvRow row, ReadOnlySpan<int> columns, Span<double> results)
    {
        var option = OptionColumns.Read(row, columns, columns[Model]);
        results.Fill(double.NaN);
        if (row[columns[Volatility]].IsEmpty)
        {
            return "noVolatility";
        }

        double volatility = row.Number(columns[Volatility], Required[Volatility]);
        if (!(volatility >= 0 && double.IsFinite(volatility)))
        {
            throw new BadFieldException(Required[Volatility], $"{volatility:R} is not a volatility: finite and not below 0");
        }

        if (option.TimeToExpiry < 0)
        {
            return "expired";
        }

        var greeks = option.Normal
            ? Bachelier.Greeks(option.Right, option.Forward, option.Strike, option.TimeToExpiry, option.DiscountFactor, volatility)
            : Black76.Greeks(option.Right, option.Forward, option.Strike, option.TimeToExpiry, option.DiscountFactor, volatility);
        Write(greeks, results);
        return "ok";
    }

    private void Write(in OptionGreeks greeks, Span<double> results)
    {
        var trader = greeks.ToTraderGreeks();
        results[0] = greeks.Price;
        results[1] = greeks.Delta;
        results[2] = greeks.Gamma;
        results[3] = raw ? greeks.Vega : trader.VegaPerPercentagePoint;
        results[4] = raw ? greeks.Theta : trader.ThetaPerCalendarDay;
        results[5] = raw ? greeks.Rho : trader.RhoPerPercentagePoint;
        results[6] = raw ? greeks.Vanna : trader.VannaPerPercentagePoint;
        results[7] = raw ? greeks.Charm : trader.CharmPerCalendarDay;
        results[8] = raw ? greeks.Volga : trader.VolgaPerPercentagePointSquared;
        results[9] = raw ? greeks.Veta : trader.VetaPerPercentagePointPerCalendarDay;
        results[10] = greeks.Speed;
        results[11] = raw ? greeks.Zomma : trader.ZommaPerPercentagePoint;
        results[12] = raw ? greeks.Color : trader.ColorPerCalendarDay;
        results[13] = raw ? greeks.Ultima : trader.UltimaPerPercentagePointCubed;
        results[14] = greeks.DualDelta;
        results[15] = greeks.DualGamma;
    }
}
