using System.Globalization;
using System.Text;

namespace TradingAnalytics.LoadTest.Clients;

/// <summary>An instant of a message, in microseconds since 1970; 0 where it says none.</summary>
internal static class Instant
{
    public static long Read(ReadOnlySpan<byte> text)
    {
        Span<char> characters = stackalloc char[64];
        return text.Length is > 0 and <= 64
            && Encoding.ASCII.TryGetChars(text, characters, out int length)
            && DateTimeOffset.TryParse(characters[..length], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant)
            ? (instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond
            : 0;
    }

    public static long Now() => (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
