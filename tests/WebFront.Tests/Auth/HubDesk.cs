using Microsoft.AspNetCore.SignalR.Client;

namespace TradingAnalytics.WebFront.Tests.Auth;

/// <summary>A hub client that has signed in.</summary>
internal sealed class HubDesk(HubConnection connection) : IAsyncDisposable
{
    private readonly TaskCompletionSource _closed = new();

    public HubConnection Connection => connection;

    public Task Closed => _closed.Task;

    public static async Task<HubDesk> ConnectAsync(Desk desk, string? token)
    {
        HubConnection connection = new HubConnectionBuilder()
            .WithUrl(new Uri(desk.Web.Address, "/hubs/market"), options => options.AccessTokenProvider = () => Task.FromResult(token))
            .Build();
        var hub = new HubDesk(connection);
        connection.Closed += _ =>
        {
            hub._closed.TrySetResult();
            return Task.CompletedTask;
        };
        await connection.StartAsync(TestContext.Current.CancellationToken);
        return hub;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
