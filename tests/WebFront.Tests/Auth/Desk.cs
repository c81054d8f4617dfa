using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TradingAnalytics.Engine.Users;
using TradingAnalytics.Engine.Users.Sqlite;
using TradingAnalytics.WebFront.Auth;
using TradingAnalytics.WebFront.Tests.Hosting;

namespace TradingAnalytics.WebFront.Tests.Auth;

/// <summary>A closed web front with three users, one of each role, whose password is <see cref="Password"/>.</summary>
internal sealed class Desk : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private Desk(TestWeb web) => Web = web;

    public static string[] Users { get; } = ["asha", "vik", "fay"];

    public TestWeb Web { get; }

    public HttpClient Http => Web.Http;

    public static async Task<Desk> OpenAsync(Action<IServiceCollection>? configure = null)
    {
        TestWeb web = await TestWeb.StartAsync(
            services =>
            {
                services.Replace(ServiceDescriptor.Singleton<IPasswords>(new QuickPasswords()));

                // Limits are another test's matter.
                services.Configure<WebFront.RateLimits.RateLimitOptions>(options => options.Enabled = false);
                services.Configure<AccessOptions>(options => options.WatchEvery = TimeSpan.FromMilliseconds(100));
                configure?.Invoke(services);
            },
            SeedAsync);
        web.Market.Begin(TestProducts.Nifty, 7);
        web.Market.Begin(TestProducts.Chain, 7);
        return new Desk(web);
    }

    /// <summary>A token of a user; <c>admin</c>, <c>viewer</c> and <c>feed</c> stand for those who have that role.</summary>
    public async Task<string> TokenAsync(string user) => (string)(await LoginAsync(NameOf(user)))["accessToken"]!;

    public async Task<JsonNode> LoginAsync(string name)
    {
        using HttpResponseMessage response = await PostAsync("/api/auth/login", new { name, password = Password });
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    public async Task<JsonNode> KeyAsync(string role)
    {
        using HttpResponseMessage response = await PostAsync("/api/admin/keys", new { name = $"{role} program", roles = new[] { role } }, await TokenAsync("admin"));
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    public Task<HttpResponseMessage> GetAsync(string path, string? token = null) => SendAsync(HttpMethod.Get, path, token);

    public Task<HttpResponseMessage> PostAsync(string path, object body, string? token = null) => SendAsync(HttpMethod.Post, path, token, JsonContent.Create(body));

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? token, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => Web.DisposeAsync();

    private static string NameOf(string user) => user switch { "admin" => Users[0], "viewer" => Users[1], "feed" => Users[2], _ => user };

    private static async Task SeedAsync(UserDatabase database)
    {
        var users = new SqliteUserStore(database);
        UserRoles[] roles = [UserRoles.Admin, UserRoles.Viewer, UserRoles.Feed];
        for (int i = 0; i < roles.Length; i++)
        {
            await users.AddAsync(new User(Users[i], new QuickPasswords().Hash(Password), roles[i], DateTimeOffset.UnixEpoch), CancellationToken.None);
        }
    }

    /// <summary>The real hasher takes a tenth of a second of purpose.</summary>
    private sealed class QuickPasswords : IPasswords
    {
        public string Hash(string password) => $"quick {password}";

        public bool Matches(string hash, string password) => hash == Hash(password);
    }
}
