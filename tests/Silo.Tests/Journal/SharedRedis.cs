using StackExchange.Redis;
using TradingAnalytics.Silo.Journal;

namespace TradingAnalytics.Silo.Tests.Journal;

/// <summary>One Redis for the tests of a class, each with a journal of its own.</summary>
public sealed class SharedRedis : IDisposable
{
    private static readonly TimeSpan s_connectWithin = TimeSpan.FromSeconds(60);
    private readonly TemporaryFolder _folder = new();
    private RedisServer? _server;
    private int _journals;

    /// <summary>Connects anew, starting Redis if it is not there; a Redis that has just started takes a moment to listen.</summary>
    internal ConnectionMultiplexer Connect()
    {
        _server ??= RedisServer.StartOrSkip(_folder.Path);
        ConnectionMultiplexer connection = JournalConnection.Open(_server.ConnectionString);
        SpinWait.SpinUntil(() => connection.IsConnected, s_connectWithin).ShouldBeTrue("Redis has started");
        return connection;
    }

    internal RedisJournalKeys NewJournal() => new($"test-{Interlocked.Increment(ref _journals)}");

    public void Dispose()
    {
        _server?.Dispose();
        _folder.Dispose();
    }
}
