using System.Globalization;
using System.Text;

namespace TradingAnalytics.Fuzz;

/// <summary>Makes wrong texts out of right ones, and values that programs stumble over. One seed, one course.</summary>
internal sealed class Mutator(int seed)
{
    private static readonly string[] s_values =
    [
        "", " ", "0", "-0", "-1", "1e308", "1e999", "NaN", "Infinity", "-Infinity", "null", "true", "[]", "{}", "\"", "'", "\\", "%", "%00", "%zz", "\0", "\r\n", "\u202e", "\ud83d\ude00", "é", "ñ".Normalize(NormalizationForm.FormD),
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "2147483648", "0x7f", "1_000", "1,5", "+5", "0001-01-01", "9999-12-31", "2026-02-30", "2026-08-25T25:61:61Z", "1970-01-01T00:00:00+99:99",
        "../../etc/passwd", "..%2f..%2f", "chain:", "chain:NIFTY", "chain:NIFTY:2026-08-25:x", "product:", ":::", "NIFTY;DROP TABLE", "' OR '1'='1", "<script>alert(1)</script>", "${jndi:ldap://x}", "{{7*7}}", "%s%n%d",
    ];

    public Random Random { get; } = new(seed);

    public string Value() => Random.Next(12) switch
    {
        0 => new string((char)Random.Next(32, 127), Random.Next(1, 3_000)),
        1 => Random.NextInt64(long.MinValue, long.MaxValue).ToString(CultureInfo.InvariantCulture),
        2 => (Random.NextDouble() * Math.Pow(10, Random.Next(-320, 309))).ToString("R", CultureInfo.InvariantCulture),
        3 => Characters(Random.Next(1, 40)),
        _ => s_values[Random.Next(s_values.Length)],
    };

    public string Characters(int length)
    {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++)
        {
            text.Append((char)(Random.Next(4) == 0 ? Random.Next(1, 0xd800) : Random.Next(32, 127)));
        }

        return text.ToString();
    }

    public T Of<T>(IReadOnlyList<T> choices) => choices[Random.Next(choices.Count)];

    public bool Chance(int oneIn) => Random.Next(oneIn) == 0;

    /// <summary>A copy with a few of its bytes changed, cut, doubled or put elsewhere.</summary>
    public byte[] Mangle(ReadOnlySpan<byte> right)
    {
        var bytes = new List<byte>(right.ToArray());
        for (int change = Random.Next(1, 5); change > 0 && bytes.Count > 0; change--)
        {
            int at = Random.Next(bytes.Count);
            int length = Math.Min(Random.Next(1, 16), bytes.Count - at);
            switch (Random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)Random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 3:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 4:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Value()));
                    break;
                default:
                    bytes[at] ^= (byte)(1 << Random.Next(8));
                    break;
            }
        }

        return [.. bytes];
    }

    public byte[] Mangle(string right) => Mangle(Encoding.UTF8.GetBytes(right));
}
