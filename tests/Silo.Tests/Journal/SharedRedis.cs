using StackExchange.Redis;
using TradingAnalytics.Silo.Journal;

namespace TradingAnalytics.Silo.Tests.Journal;

/// <summary>One Redis for the tests of a class, each with a journal of its own.</summary>
public sealed class SharedRedis : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private RedisServer? _server;
    private int _journals;

    /// <summary>Connects anew, starting Redis if it is not there.</summary>
    internal ConnectionMultiplexer Connect()
    {
        _server ??= RedisServer.StartOrSkip(_folder.Path);
        return JournalConnection.Open(_server.ConnectionString);
    }

    internal RedisJournalKeys NewJournal() => new($"test-{Interlocked.Increment(ref _journals)}");

    public void Dispose()
    {
        _server?.Dispose();
        _folder.Dispose();
    }
}
