using System.Buffers;
using System.Buffers.Text;
using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.MarketData.Feeds.Recorded;

/// <summary>An answer of NSE's option-chain endpoint, in either layout, packed into text or not, and the pages it sends instead when it does not answer.</summary>
internal sealed class NseJsonFormat : IRecordedFormat
{
    public string Name => "nse-json";

    public string Description => "JSON of the NSE option-chain endpoint, {\"records\":{\"data\":[…],\"timestamp\",\"underlyingValue\"}} or the same inside \"data\"";

    public IRecordedMarket? TryOpen(RecordedSource source, ProductCatalogue catalogue) =>
        !source.IsFolder && IsAnswer(source.Head.Trim(" \t\r\n"u8)) ? new NseJsonMarket(Name, source, catalogue) : null;

    private static bool IsAnswer(ReadOnlySpan<byte> head) => head switch
    {
        [(byte)'<', ..] => true,
        [(byte)'{', ..] => IsDocument(head),
        [(byte)'"', .. var text] => text.StartsWith("{"u8) ? IsDocument(text) : IsPackedDocument(text),
        _ => false,
    };

    private static bool IsDocument(ReadOnlySpan<byte> head) =>
        head[1..].Trim(" \t\r\n"u8) is [(byte)'}']
        || Contains(head, "records"u8)
        || (Contains(head, "strikePrice"u8) && (Contains(head, "CE"u8) || Contains(head, "PE"u8)));

    private static bool IsPackedDocument(ReadOnlySpan<byte> text)
    {
        int length = text.IndexOfAny((byte)'"', (byte)'\\');
        text = length < 0 ? text : text[..length];
        text = text[..(text.Length / 4 * 4)];
        var plain = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        OperationStatus status = Base64.DecodeFromUtf8(text, plain, out _, out int written);
        return status == OperationStatus.Done && written > 0 && IsAnswer(plain.AsSpan(0, written));
    }

    private static bool Contains(ReadOnlySpan<byte> head, ReadOnlySpan<byte> word)
    {
        for (int at = head.IndexOf(word); at >= 0; head = head[(at + 1)..], at = head.IndexOf(word))
        {
            // The quotes around a key may be escaped in one way or another where the document is itself a text.
            if (at > 0 && !char.IsAsciiLetter((char)head[at - 1]) && at + word.Length < head.Length && !char.IsAsciiLetter((char)head[at + word.Length]))
            {
                return true;
            }
        }

        return false;
    }
}
