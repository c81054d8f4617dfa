using System.CommandLine;
using TradingAnalytics.Engine.Users.Sqlite;

namespace TradingAnalytics.Cli.Users;

/// <summary>The file the verbs work on, where the server keeps it: <c>users.db</c> in the data directory.</summary>
internal sealed class UserFile
{
    public UserFile(Command command) => command.Options.Add(Option);

    private Option<string> Option { get; } = new("--users")
    {
        Description = "The file of users and keys. By default users.db in the server's data directory.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("TA_Web__Access__UserFile")
            ?? Path.Combine(Environment.GetEnvironmentVariable("TA_Host__DataDirectory") is { Length: > 0 } folder ? folder : "data", "users.db"),
        Recursive = true,
    };

    public UserDatabase Open(ParseResult result) => new(result.GetValue(Option)!);
}
