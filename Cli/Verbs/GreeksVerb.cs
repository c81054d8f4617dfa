using System.CommandLine;
using TradingAnalytics.Cli.Csv;

namespace TradingAnalytics.Cli.Verbs;

/// <summary>greeks: price and sensitivities of the rows on standard input.</summary>
internal static class GreeksVerb
{
    private const string Raw = "raw";
    private const string Trader = "trader";

    public static Command Create()
    {
        var units = new Option<string>("--units")
        {
            Description = "trader: time per calendar day, volatility and rate per percentage point. raw: per year, per 1.0.",
            DefaultValueFactory = _ => Trader,
        };
        units.AcceptOnlyFromAmong(Trader, Raw);
        var keepGoing = new Option<bool>("--keep-going") { Description = "Go on after a bad row; its status says invalidInput." };
        var json = new Option<bool>("--json") { Description = "Write a JSON array of objects instead of CSV." };
        var command = new Command(
            "greeks",
            """
            Prices and Greeks to third order. Reads CSV on standard input with the header
            right,forward,strike,timeToExpiry,discountFactor,impliedVolatility[,model]: right C or P, time in years, model black76 (default) or
            bachelier. Other columns are kept. The forward is held fixed, the rate is -ln(discountFactor)/timeToExpiry; theta, charm, veta and color
            are with the passing of time. Appends price,delta,gamma,vega,theta,rho,vanna,charm,volga,veta,speed,zomma,color,ultima,dualDelta,
            dualGamma,status; status is ok, noVolatility, expired or invalidInput. A row that makes no sense ends the run with exit code 2.
            """)
        {
            units,
            keepGoing,
            json,
        };
        command.SetAction(result => StandardStreams.Run(
            new GreeksCalculator(result.GetValue(units) == Raw), result.GetValue(keepGoing), result.GetValue(json)));
        return command;
    }
}
