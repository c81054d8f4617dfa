using Parquet;
using Parquet.Schema;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.Engine.History.Archive;

/// <summary>What the archive's files have in common.</summary>
internal static class ArchiveFormat
{
    public static ParquetOptions Options { get; } = new() { CompressionMethod = CompressionMethod.Zstd };

    public static double? OrNull(double value) => double.IsFinite(value) ? value : null;

    /// <summary>Written as a date, or empty for the product itself.</summary>
    public static Expiry ExpiryOf(string text) => text.Length == 0 ? Expiry.None : Expiry.Parse(text);

    public static async Task<T[]> ReadAsync<T>(ParquetReader reader, ParquetRowGroupReader group, string column, CancellationToken cancellationToken)
        where T : struct
    {
        var values = new T[group.RowCount];
        await group.ReadAsync<T>(Field(reader, column), values, cancellationToken: cancellationToken);
        return values;
    }

    public static async Task<string[]> ReadTextAsync(ParquetReader reader, ParquetRowGroupReader group, string column, CancellationToken cancellationToken)
    {
        var values = new string[group.RowCount];
        await group.ReadAsync(Field(reader, column), values, cancellationToken: cancellationToken);
        return values;
    }

    public static DataField Field(ParquetReader reader, string column) =>
        Array.Find(reader.Schema.GetDataFields(), field => field.Name == column) ?? throw new InvalidDataException($"The archived file has no column '{column}'.");
}
