using TradingAnalytics.Engine.Users;
using TradingAnalytics.Engine.Users.Sqlite;

namespace TradingAnalytics.Silo.Tests;

/// <summary>One silo alone whose callers sign in, for the tests of a collection: they look at it, and end nothing.</summary>
public sealed class ClosedSilo : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>A viewer's key.</summary>
    internal string Viewer { get; private set; } = "";

    /// <summary>An admin's key.</summary>
    internal string Admin { get; private set; } = "";

    internal SiloProcess Process { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var keys = new ApiKeys(new SqliteApiKeyStore(new UserDatabase(_folder.At("users.db"))), TimeProvider.System);
        (_, Viewer) = await keys.CreateAsync("viewer", UserRoles.Viewer, "test", null, CancellationToken.None);
        (_, Admin) = await keys.CreateAsync("admin", UserRoles.Admin, "test", null, CancellationToken.None);
        Process = SiloProcess.Start(_folder.Path, "none");
        await Process.Runs();
    }

    /// <summary>An answer with a key, or without one.</summary>
    internal async Task<HttpResponseMessage> Get(string path, string? key)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{Process.Port}{path}");
        if (key is not null)
        {
            request.Headers.Add("X-Api-Key", key);
        }

        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _folder.Dispose();
    }
}
