using System.Globalization;
using StackExchange.Redis;

namespace TradingAnalytics.Silo.Journal;

/// <summary>A place in the journal at the beginning of a second.</summary>
/// <param name="First">The first frame received in it.</param>
/// <param name="BytesBefore">Bytes of ticks journalled before it, over all time.</param>
internal readonly record struct JournalMark(long First, long BytesBefore)
{
    public static JournalMark Parse(RedisValue member)
    {
        string[] parts = ((string)member!).Split(':');
        return new JournalMark(long.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
