using StackExchange.Redis;
using TradingAnalytics.MarketData.Journal;

namespace TradingAnalytics.Silo.Journal;

/// <summary>What may go wrong between here and Redis, and be right in a moment.</summary>
internal static class RedisFaults
{
    /// <summary>What Redis says when it cannot now but may in a moment: it loads, its disk or memory is full, it is a replica just now, too few replicas are there.</summary>
    private static readonly string[] s_passing = ["LOADING", "MISCONF", "OOM", "READONLY", "NOREPLICAS", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "BUSY"];

    public static bool IsOne(Exception exception) => exception switch
    {
        RedisServerException said => s_passing.Any(word => said.Message.StartsWith(word, StringComparison.Ordinal)),
        _ => exception is RedisException or TimeoutException,
    };

    /// <summary>Asks Redis; its faults become the journal's.</summary>
    public static T Guard<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception fault) when (IsOne(fault))
        {
            throw new JournalUnavailableException(fault.Message, fault);
        }
    }
}
