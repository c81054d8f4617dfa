using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;

namespace TradingAnalytics.MarketData.Ticks;

/// <summary>
/// The name of a product (an underlying with options) such as <c>NIFTY</c>: 1 to 16 ASCII characters out of A–Z, 0–9, <c>&amp;</c>, <c>-</c>, <c>_</c> and <c>.</c>,
/// kept inline so that a tick stays one flat block of memory. <c>default</c> is "no product" and prints as an empty string.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
public readonly record struct ProductId : IComparable<ProductId>
{
    public const int MaxLength = 16;

    private readonly ulong _low;
    private readonly ulong _high;

    public ProductId(ReadOnlySpan<char> name)
    {
        if (!TryWrite(name, out _low, out _high))
        {
            throw new FormatException($"'{name}' is no product name: 1 to {MaxLength} characters out of A-Z, 0-9, '&', '-', '_' and '.' are allowed.");
        }
    }

    private ProductId(ulong low, ulong high)
    {
        _low = low;
        _high = high;
    }

    public bool IsEmpty => _low == 0;

    public static ProductId Parse(ReadOnlySpan<char> name) => new(name);

    /// <summary>Lower-case letters are accepted and raised.</summary>
    public static bool TryParse(ReadOnlySpan<char> name, out ProductId product)
    {
        bool ok = TryWrite(name, out ulong low, out ulong high);
        product = ok ? new ProductId(low, high) : default;
        return ok;
    }

    private static bool TryWrite(ReadOnlySpan<char> name, out ulong low, out ulong high)
    {
        low = high = 0;
        if (name.Length is 0 or > MaxLength)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[MaxLength];
        bytes.Clear();
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            if (char.IsAsciiLetterLower(c))
            {
                c = (char)(c - 32);
            }

            if (!(char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '&' or '-' or '_' or '.'))
            {
                return false;
            }

            bytes[i] = (byte)c;
        }

        low = MemoryMarshal.Read<ulong>(bytes);
        high = MemoryMarshal.Read<ulong>(bytes[8..]);
        return true;
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[MaxLength];
        MemoryMarshal.Write(bytes, in _low);
        MemoryMarshal.Write(bytes[8..], in _high);
        int length = bytes.IndexOf((byte)0);
        return Encoding.ASCII.GetString(length < 0 ? bytes : bytes[..length]);
    }

    public int CompareTo(ProductId other) => string.CompareOrdinal(ToString(), other.ToString());

    [SuppressMessage("Usage", "CA2225", Justification = "Parse is the named alternative")]
    public static implicit operator ProductId(string name) => new(name);
}
