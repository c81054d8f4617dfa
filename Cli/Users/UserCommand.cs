using System.CommandLine;
using Microsoft.Data.Sqlite;
using TradingAnalytics.Cli.Chains;
using TradingAnalytics.Engine.Users;
using TradingAnalytics.Engine.Users.Sqlite;

namespace TradingAnalytics.Cli.Users;

/// <summary>What the verbs for users and keys share: exit codes (2: what was given cannot be used; 1: the file cannot be), roles, and the audit log.</summary>
internal static class UserCommand
{
    private const int Failure = 1;
    private const int BadInput = 2;

    public static void Runs(this Command command, UserFile file, Func<ParseResult, UserDatabase, CancellationToken, Task> work) => command.SetAction(async (result, cancellationToken) =>
    {
        try
        {
            await work(result, file.Open(result), cancellationToken);
            return 0;
        }
        catch (BadInputException error)
        {
            await Console.Error.WriteLineAsync($"trading-analytics: {error.Message}");
            return BadInput;
        }
        catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"trading-analytics: the file of users cannot be used: {error.Message}");
            return Failure;
        }
    });

    public static Option<string[]> RoleOption(string description) => new("--role") { Description = description, AllowMultipleArgumentsPerToken = true, Required = true };

    public static UserRoles RolesOf(string[] names) => UserRoleNames.TryParse(names, out UserRoles roles, out string? fault) ? roles : throw new BadInputException(fault);

    public static string NameOf(string text) => UserName.TryRead(text, out string name) ? name : throw new BadInputException($"'{text}' is no user's name: give {UserName.Rule}.");

    public static ValueTask AuditAsync(UserDatabase database, string action, string subject, string detail, CancellationToken cancellationToken) =>
        new SqliteAuditLog(database).AppendAsync(TimeProvider.System.GetUtcNow(), Actor, action, subject, detail, "", cancellationToken);

    public static string Actor => $"command line: {Environment.UserName}";

    public static string Text(UserRoles roles) => string.Join(' ', UserRoleNames.Of(roles));
}
