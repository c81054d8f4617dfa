using System.Text.Json;

namespace TradingAnalytics.MarketData.Products;

/// <summary>A parsed products or calendar file.</summary>
internal sealed class CatalogueDocument : IDisposable
{
    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private readonly JsonDocument _document;
    private readonly string _file;

    private CatalogueDocument(JsonDocument document, string file)
    {
        _document = document;
        _file = file;
    }

    public CatalogueNode Root => new(_document.RootElement, _file, "");

    public static CatalogueDocument Parse(Stream json, string file)
    {
        try
        {
            return new CatalogueDocument(JsonDocument.Parse(json, Options), file);
        }
        catch (JsonException error)
        {
            throw new CatalogueException($"{file}: no well-formed JSON at line {error.LineNumber + 1}, column {error.BytePositionInLine + 1}: {error.Message}", error);
        }
    }

    public void Dispose() => _document.Dispose();
}
