using System.CommandLine;
using TradingAnalytics.Cli.Chains;
using TradingAnalytics.Cli.Users;
using TradingAnalytics.Engine.Users;
using TradingAnalytics.Engine.Users.Sqlite;

namespace TradingAnalytics.Cli.Verbs;

/// <summary>user: who may sign in. The way to the first admin.</summary>
internal static class UserVerb
{
    public static Command Create()
    {
        var command = new Command("user", "Adds, lists, changes and removes those who may sign in. Works while the server runs; one that was started without any user is closed at its next start.");
        var file = new UserFile(command);
        command.Subcommands.Add(Add(file));
        command.Subcommands.Add(List(file));
        command.Subcommands.Add(Roles(file));
        command.Subcommands.Add(Password(file));
        command.Subcommands.Add(Remove(file));
        return command;
    }

    private static Argument<string> Name() => new("NAME") { Description = "The user's name." };

    private static Command Add(UserFile file)
    {
        Argument<string> name = Name();
        Option<string[]> role = UserCommand.RoleOption("viewer, feed or admin; several are given one after the other.");
        var command = new Command("add", "Adds a user. The password is asked for, or read from standard input.") { name, role };
        command.Runs(file, async (result, database, stop) =>
        {
            string user = UserCommand.NameOf(result.GetValue(name)!);
            UserRoles roles = UserCommand.RolesOf(result.GetValue(role)!);
            string hash = Passwords.Hash(PasswordPrompt.Read(user));
            if (!await new SqliteUserStore(database).AddAsync(new User(user, hash, roles, TimeProvider.System.GetUtcNow()), stop))
            {
                throw new BadInputException($"There is a user {user} in {database.Path}: see `user roles` and `user password`.");
            }

            await UserCommand.AuditAsync(database, "user.add", user, UserCommand.Text(roles), stop);
            Console.WriteLine($"added {user} ({UserCommand.Text(roles)}) to {database.Path}");
        });
        return command;
    }

    private static Command List(UserFile file)
    {
        var command = new Command("list", "Lists users.");
        command.Runs(file, async (_, database, stop) =>
        {
            if (!database.Exists)
            {
                throw new BadInputException($"There is no file {database.Path}: no user has been added yet, or the server's data directory is elsewhere (--users).");
            }

            foreach (User user in await new SqliteUserStore(database).ListAsync(stop))
            {
                Console.WriteLine($"{user.Name}\t{UserCommand.Text(user.Roles)}\tadded {user.Created:yyyy-MM-ddTHH:mm:ssZ}");
            }
        });
        return command;
    }

    private static Command Roles(UserFile file)
    {
        Argument<string> name = Name();
        Option<string[]> role = UserCommand.RoleOption("All roles he has from now on.");
        var command = new Command("roles", "Changes what a user may do, and ends his sessions.") { name, role };
        command.Runs(file, (result, database, stop) =>
        {
            UserRoles roles = UserCommand.RolesOf(result.GetValue(role)!);
            return ChangeAsync(database, result.GetValue(name)!, null, roles, $"roles {UserCommand.Text(roles)}", stop);
        });
        return command;
    }

    private static Command Password(UserFile file)
    {
        Argument<string> name = Name();
        var command = new Command("password", "Gives a user another password, unlocks him and ends his sessions.") { name };
        command.Runs(file, (result, database, stop) =>
        {
            string user = UserCommand.NameOf(result.GetValue(name)!);
            return ChangeAsync(database, user, Passwords.Hash(PasswordPrompt.Read(user)), null, "password", stop);
        });
        return command;
    }

    private static Command Remove(UserFile file)
    {
        Argument<string> name = Name();
        var command = new Command("remove", "Removes a user and ends his sessions.") { name };
        command.Runs(file, async (result, database, stop) =>
        {
            string user = UserCommand.NameOf(result.GetValue(name)!);
            if (!await new SqliteUserStore(database).RemoveAsync(user, stop))
            {
                throw Unknown(user, database);
            }

            await UserCommand.AuditAsync(database, "user.remove", user, "", stop);
            Console.WriteLine($"removed {user}");
        });
        return command;
    }

    private static async Task ChangeAsync(UserDatabase database, string name, string? hash, UserRoles? roles, string what, CancellationToken cancellationToken)
    {
        string user = UserCommand.NameOf(name);
        if (!await new SqliteUserStore(database).ChangeAsync(user, hash, roles, cancellationToken))
        {
            throw Unknown(user, database);
        }

        await UserCommand.AuditAsync(database, "user.change", user, what, cancellationToken);
        Console.WriteLine($"changed {user}: {what}");
    }

    private static BadInputException Unknown(string user, UserDatabase database) => new($"There is no user {user} in {database.Path}: `user list` shows those there are.");
}
