using Spectre.Console;
using TradingAnalytics.Cli.Chains;
using TradingAnalytics.Engine.Users;

namespace TradingAnalytics.Cli.Users;

/// <summary>Asks for a password without showing it, or reads a line of standard input. It is no argument: those are seen by everyone on the machine.</summary>
internal static class PasswordPrompt
{
    public static string Read(string userName)
    {
        string password = Console.IsInputRedirected ? Console.In.ReadLine() ?? "" : Ask("Password: ");
        if (PasswordRule.Fault(password, userName) is { } fault)
        {
            throw new BadInputException(fault);
        }

        return Console.IsInputRedirected || Ask("Again: ") == password ? password : throw new BadInputException("The two are not the same. Nothing was changed.");
    }

    private static string Ask(string prompt)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Prompt(new TextPrompt<string>(prompt).Secret(null).AllowEmpty());
    }
}
