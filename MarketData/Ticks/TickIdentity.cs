using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace TradingAnalytics.MarketData.Ticks;

/// <summary>Makes tick ids where a feed has none, or has them as text. 0 is never returned: it means "no id".</summary>
public static class TickIdentity
{
    /// <summary>The id of a tick without one: a hash of all it says, so the same observation delivered twice has one id.</summary>
    public static Tick WithContentId(in Tick tick)
    {
        Tick bare = tick with { Id = 0 };
        return tick with { Id = NonZero(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(new ReadOnlySpan<Tick>(in bare)))) };
    }

    public static ulong FromText(string id) => NonZero(XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(id)));

    private static ulong NonZero(ulong hash) => hash == 0 ? 1 : hash;
}
