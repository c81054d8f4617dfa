using StackExchange.Redis;

namespace TradingAnalytics.Silo.Journal;

/// <summary>The journal's own connection to Redis, apart from that of the grains' states: a batch does not wait behind them, and a Redis that is away is told at once.</summary>
internal static class JournalConnection
{
    private const int ReconnectEveryMilliseconds = 250;

    public static ConnectionMultiplexer Open(string connectionString)
    {
        ConfigurationOptions connection = ConfigurationOptions.Parse(connectionString);

        // Redis away is waited for, by whoever asks: nothing is queued here that nobody waits for any more.
        connection.AbortOnConnectFail = false;
        connection.BacklogPolicy = BacklogPolicy.FailFast;
        connection.ReconnectRetryPolicy = new LinearRetry(ReconnectEveryMilliseconds);
        return ConnectionMultiplexer.Connect(connection);
    }
}
