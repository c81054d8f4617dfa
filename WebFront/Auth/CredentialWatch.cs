using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TradingAnalytics.Engine.Users;

namespace TradingAnalytics.WebFront.Auth;

/// <summary>Cuts connections whose credential is no longer good: a hub connection, an ingestion socket or an event stream is let in once and may stay for days.</summary>
internal sealed partial class CredentialWatch(
    SignIn signIn, IApiKeyStore keys, IOptions<AccessOptions> options, AccessInstruments instruments, TimeProvider time, ILogger<CredentialWatch> logger) : BackgroundService
{
    private readonly ConcurrentDictionary<OpenConnection, byte> _open = new();

    public async Task RunAsync(HttpContext http, RequestDelegate next)
    {
        EndpointMetadataCollection? metadata = http.GetEndpoint()?.Metadata;
        bool stays = http.WebSockets.IsWebSocketRequest || metadata?.GetMetadata<HubMetadata>() is not null || metadata?.GetMetadata<StayingRoute>() is not null;
        if (!stays || http.User.Identity is not { IsAuthenticated: true })
        {
            await next(http);
            return;
        }

        var connection = new OpenConnection(http);
        _open[connection] = 0;
        try
        {
            await next(http);
        }
        finally
        {
            _open.TryRemove(connection, out _);
            connection.End();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.WatchEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogFailure(failure);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var good = new Dictionary<string, bool>();
        foreach (OpenConnection connection in _open.Keys)
        {
            bool stays = connection.Expires is null || connection.Expires > time.GetUtcNow();
            if (stays && connection.Credential is { } credential && !good.TryGetValue(credential, out stays))
            {
                good[credential] = stays = await IsGoodAsync(credential, cancellationToken);
            }

            if (!stays && connection.Cut())
            {
                instruments.ConnectionsCut.Add(1);
                LogCut(connection.Name);
            }
        }
    }

    /// <summary>A key that has another secret by now than was shown is not good.</summary>
    private async ValueTask<bool> IsGoodAsync(string credential, CancellationToken cancellationToken) => AccessClaims.KeyOf(credential) is { } id
        ? await keys.FindAsync(id, cancellationToken) is { } key && key.IsGood(time.GetUtcNow()) && AccessClaims.CredentialOf(key) == credential
        : await signIn.ResumeAsync(credential[AccessClaims.SessionPrefix.Length..], cancellationToken) is not null;

    [LoggerMessage(5010, LogLevel.Information, "Cut a connection of {Name}: its credential is no longer good")]
    private partial void LogCut(string name);

    [LoggerMessage(5011, LogLevel.Error, "The credentials of open connections could not be looked at; it is tried again")]
    private partial void LogFailure(Exception exception);
}
