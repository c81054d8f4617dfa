using System.CommandLine;
using System.Globalization;
using TradingAnalytics.Cli.Chains;
using TradingAnalytics.Cli.Users;
using TradingAnalytics.Engine.Users;
using TradingAnalytics.Engine.Users.Sqlite;

namespace TradingAnalytics.Cli.Verbs;

/// <summary>key: API keys for programs.</summary>
internal static class KeyVerb
{
    public static Command Create()
    {
        var command = new Command("key", "Makes, lists, rotates and revokes API keys. Works while the server runs, which heeds it at once.");
        var file = new UserFile(command);
        command.Subcommands.Add(Make(file));
        command.Subcommands.Add(List(file));
        command.Subcommands.Add(Rotate(file));
        command.Subcommands.Add(Revoke(file));
        return command;
    }

    private static Argument<string> Id() => new("ID") { Description = "The key's id, as `key list` shows it." };

    private static Command Make(UserFile file)
    {
        var name = new Argument<string>("NAME") { Description = "What it is for." };
        Option<string[]> role = UserCommand.RoleOption("viewer, feed or admin; several are given one after the other.");
        var days = new Option<int?>("--days") { Description = "Ends by itself after so many days; never by default." };
        var command = new Command("create", "Makes a key and writes it to standard output, this once.") { name, role, days };
        command.Runs(file, async (result, database, stop) =>
        {
            UserRoles roles = UserCommand.RolesOf(result.GetValue(role)!);
            int? lasts = result.GetValue(days);
            if (lasts is < 1 or > 36_500)
            {
                throw new BadInputException($"--days {lasts} is not from 1 to 36500.");
            }

            DateTimeOffset? expires = lasts is { } given ? TimeProvider.System.GetUtcNow().AddDays(given) : null;
            (ApiKey key, string text) = await Keys(database).CreateAsync(result.GetValue(name)!, roles, UserCommand.Actor, expires, stop);
            await UserCommand.AuditAsync(database, "key.create", key.Id, $"{key.Name}; {UserCommand.Text(roles)}", stop);
            await Console.Error.WriteLineAsync($"key {key.Id} ({UserCommand.Text(roles)}) in {database.Path}; it is shown this once:");
            Console.WriteLine(text);
        });
        return command;
    }

    private static Command List(UserFile file)
    {
        var command = new Command("list", "Lists keys, revoked ones too; nothing of their secrets.");
        command.Runs(file, async (_, database, stop) =>
        {
            if (!database.Exists)
            {
                throw new BadInputException($"There is no file {database.Path}: no key has been made yet, or the server's data directory is elsewhere (--users).");
            }

            foreach (ApiKey key in await new SqliteApiKeyStore(database).ListAsync(stop))
            {
                Console.WriteLine(string.Join('\t', key.Id, key.Name, UserCommand.Text(key.Roles), $"by {key.CreatedBy}", $"last used {Date(key.LastUsed)}", $"expires {Date(key.Expires)}", key.Revoked is null ? "good" : $"revoked {Date(key.Revoked)}"));
            }
        });
        return command;
    }

    private static Command Rotate(UserFile file)
    {
        Argument<string> id = Id();
        var command = new Command("rotate", "Gives a key a new secret and writes it to standard output, this once; the old one is refused from now on.") { id };
        command.Runs(file, async (result, database, stop) =>
        {
            string key = result.GetValue(id)!;
            string text = await Keys(database).RotateAsync(key, stop) ?? throw Unknown(key, database);
            await UserCommand.AuditAsync(database, "key.rotate", key, "", stop);
            Console.WriteLine(text);
        });
        return command;
    }

    private static Command Revoke(UserFile file)
    {
        Argument<string> id = Id();
        var command = new Command("revoke", "Ends a key.") { id };
        command.Runs(file, async (result, database, stop) =>
        {
            string key = result.GetValue(id)!;
            if (!await new SqliteApiKeyStore(database).RevokeAsync(key, TimeProvider.System.GetUtcNow(), stop))
            {
                throw Unknown(key, database);
            }

            await UserCommand.AuditAsync(database, "key.revoke", key, "", stop);
            Console.WriteLine($"revoked {key}");
        });
        return command;
    }

    private static ApiKeys Keys(UserDatabase database) => new(new SqliteApiKeyStore(database), TimeProvider.System);

    private static string Date(DateTimeOffset? time) => time?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) ?? "never";

    private static BadInputException Unknown(string key, UserDatabase database) => new($"There is no key {key} in force in {database.Path}: `key list` shows those there are.");
}
