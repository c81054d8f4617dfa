using System.CommandLine;
using TradingAnalytics.Cli.Csv;

namespace TradingAnalytics.Cli.Verbs;

/// <summary>iv: implied volatilities of the rows on standard input.</summary>
internal static class IvVerb
{
    public static Command Create()
    {
        var keepGoing = new Option<bool>("--keep-going") { Description = "Go on after a bad row; its status says invalidInput." };
        var json = new Option<bool>("--json") { Description = "Write a JSON array of objects instead of CSV." };
        var command = new Command(
            "iv",
            """
            Implied volatilities. Reads CSV on standard input with the header right,forward,strike,timeToExpiry,discountFactor,price[,model]:
            right C or P, time in years, price the premium paid today, model black76 (default) or bachelier. Other columns are kept.
            Appends impliedVolatility,status; status is ok, noPrice, belowIntrinsic, atIntrinsic, aboveBound, expired or invalidInput.
            A row that makes no sense ends the run with exit code 2.
            """)
        {
            keepGoing,
            json,
        };
        command.SetAction(result => StandardStreams.Run(new ImpliedVolatilityCalculator(), result.GetValue(keepGoing), result.GetValue(json)));
        return command;
    }
}
