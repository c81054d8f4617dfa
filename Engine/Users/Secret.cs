using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace TradingAnalytics.Engine.Users;

/// <summary>Random secrets and their hashes. These are from the system's cryptographic generator, never from a seeded one.</summary>
public static class Secret
{
    private const int SecretBytes = 32;
    private const int IdBytes = 9;

    /// <summary>256 random bits as 43 letters that need no escaping anywhere.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>A name that is unlike every other and tells nothing: 12 letters.</summary>
    public static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes)).Replace('-', 'x').Replace('_', 'y');

    public static byte[] HashOf(ReadOnlySpan<char> secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret.ToArray()));

    /// <summary>In time that does not depend on where they differ.</summary>
    public static bool AreEqual(byte[] left, byte[] right) => CryptographicOperations.FixedTimeEquals(left, right);
}
