using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingAnalytics.Soak;

/// <summary>Reads table JSON straight from the bytes of the wire.</summary>
internal sealed class TableMessageConverter : JsonConverter<TableMessage>
{
    /// <summary>Row of the header cells.</summary>
    public const ulong Header = 0;

    private static readonly ConcurrentDictionary<ulong, string> Names = new();

    /// <summary>What a hash of a row or a column stands for, to name a difference.</summary>
    public static string NameOf(ulong hash) => hash == Header ? "header" : Names.GetValueOrDefault(hash, "?");

    public override TableMessage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string room = "";
        long epoch = 0;
        long? from = null;
        long sequence = 0;
        var cells = new List<(ulong Row, ulong Column, ulong Value)>(256);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("room"u8))
            {
                reader.Read();
                room = reader.GetString()!;
            }
            else if (reader.ValueTextEquals("epoch"u8))
            {
                reader.Read();
                epoch = reader.GetInt64();
            }
            else if (reader.ValueTextEquals("from"u8))
            {
                reader.Read();
                from = reader.GetInt64();
            }
            else if (reader.ValueTextEquals("sequence"u8))
            {
                reader.Read();
                sequence = reader.GetInt64();
            }
            else if (reader.ValueTextEquals("product"u8) || reader.ValueTextEquals("expiry"u8) || reader.ValueTextEquals("contract"u8))
            {
                reader.Read();
                reader.Skip();
            }
            else
            {
                ReadOther(ref reader, cells);
            }
        }

        return new TableMessage(room, epoch, from, sequence, cells);
    }

    public override void Write(Utf8JsonWriter writer, TableMessage value, JsonSerializerOptions options) => throw new NotSupportedException("Tables are only read.");

    /// <summary>A header cell, or the array of rows.</summary>
    private static void ReadOther(ref Utf8JsonReader reader, List<(ulong Row, ulong Column, ulong Value)> cells)
    {
        ulong column = HashName(ref reader);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            cells.Add((Header, column, Hash(ref reader)));
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            ReadRow(ref reader, cells);
        }
    }

    /// <summary>The keys come first: strike and right, or an expiry.</summary>
    private static void ReadRow(ref Utf8JsonReader reader, List<(ulong Row, ulong Column, ulong Value)> cells)
    {
        ulong row = Header;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isKey = reader.ValueTextEquals("strike"u8) || reader.ValueTextEquals("right"u8) || reader.ValueTextEquals("expiry"u8);
            ulong column = isKey ? 0 : HashName(ref reader);
            reader.Read();
            ulong value = Hash(ref reader);
            if (isKey)
            {
                string? before = row == Header ? null : NameOf(row);
                row = unchecked((row * 0x9E3779B97F4A7C15) ^ value);
                if (!Names.ContainsKey(row))
                {
                    Names[row] = $"{before} {Text(ref reader)}".Trim();
                }
            }
            else
            {
                cells.Add((row, column, value));
            }
        }
    }

    private static ulong HashName(ref Utf8JsonReader reader)
    {
        ulong hash = Hash(ref reader);
        if (!Names.ContainsKey(hash))
        {
            Names[hash] = Text(ref reader);
        }

        return hash;
    }

    private static ulong Hash(ref Utf8JsonReader reader) => reader.HasValueSequence ? XxHash3.HashToUInt64(reader.ValueSequence.ToArray()) : XxHash3.HashToUInt64(reader.ValueSpan);

    private static string Text(ref Utf8JsonReader reader) => Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
}
