using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TradingAnalytics.Engine.Alerts.Webhooks;

/// <summary>
/// Signs webhooks: HMAC-SHA256, keyed with the bytes of the secret's text, over the timestamp header's text, a dot, and the body. The receiver makes the same and compares; an old timestamp tells a message sent again
/// by somebody else.
/// </summary>
public static class WebhookSignature
{
    public const string TimestampHeader = "X-Webhook-Timestamp";

    public const string Header = "X-Webhook-Signature";

    /// <summary>The header's value: <c>sha256=</c> and 64 hexadecimal digits.</summary>
    /// <param name="secret">The user's secret, as shown to him.</param>
    /// <param name="unixSeconds">The timestamp header's value.</param>
    /// <param name="body">As sent.</param>
    public static string Of(string secret, long unixSeconds, ReadOnlySpan<byte> body)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes(unixSeconds.ToString(CultureInfo.InvariantCulture)), (byte)'.', .. body];
        return $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }
}
