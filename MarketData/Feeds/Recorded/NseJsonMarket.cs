using System.Text;
using System.Text.Json;
using TradingAnalytics.MarketData.Products;

namespace TradingAnalytics.MarketData.Feeds.Recorded;

/// <summary>One NSE option-chain document: one instant, all the expiries it holds. Read whole at each reading.</summary>
internal sealed class NseJsonMarket(string format, RecordedSource source, ProductCatalogue catalogue) : IRecordedMarket
{
    /// <summary>How often a document may be packed into a text of another one.</summary>
    private const int DeepestPacking = 4;

    public string Format => format;

    public IEnumerable<RecordedBatch> Read(SkipReport skips)
    {
        if (ReadDocument(skips) is { } batch)
        {
            yield return batch;
        }
    }

    private RecordedBatch? ReadDocument(SkipReport skips)
    {
        byte[] content;
        try
        {
            using Stream stream = source.OpenRead();
            using var buffer = new MemoryStream();
            stream.CopyTo(buffer);
            content = buffer.ToArray();
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            skips.Add("file breaks off: damaged gzip or unreadable", $"{source.Name}: {error.Message}");
            return null;
        }

        return Parse(content, skips, DeepestPacking);
    }

    private RecordedBatch? Parse(ReadOnlyMemory<byte> content, SkipReport skips, int depth)
    {
        content = Trim(content);
        if (content.Length > 0 && content.Span[0] == '<')
        {
            skips.Add("answer is an HTML page instead of JSON", $"{source.Name}: {Encoding.UTF8.GetString(content.Span[..Math.Min(60, content.Length)]).ReplaceLineEndings(" ")}");
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(content);
            if (document.RootElement.ValueKind != JsonValueKind.String)
            {
                return new NseJsonReader(source.Name, catalogue, skips).Read(document.RootElement);
            }

            if (depth == 0 || Unpack(document.RootElement) is not { } inner)
            {
                skips.Add("answer is a text that holds no document", source.Name);
                return null;
            }

            return Parse(inner, skips, depth - 1);
        }
        catch (JsonException error)
        {
            skips.Add("answer is no well-formed JSON", $"{source.Name}: line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}");
            return null;
        }
    }

    /// <summary>What a text holds: base64 of a document, or the document itself.</summary>
    private static ReadOnlyMemory<byte>? Unpack(JsonElement text)
    {
        if (text.TryGetBytesFromBase64(out byte[]? plain))
        {
            return plain;
        }

        byte[] inner = Encoding.UTF8.GetBytes(text.GetString()!);
        return inner is [(byte)'{' or (byte)'"' or (byte)'<', ..] ? inner : null;
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> content)
    {
        ReadOnlySpan<byte> text = Utf8Lines.WithoutByteOrderMark(content.Span);
        return content[(content.Length - text.Length)..].Trim(" \t\r\n"u8.ToArray());
    }
}
