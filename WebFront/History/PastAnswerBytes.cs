using System.Runtime.InteropServices;
using TradingAnalytics.Engine.History.Past;
using TradingAnalytics.Engine.Live;
using TradingAnalytics.MarketData.Ticks;

namespace TradingAnalytics.WebFront.History;

/// <summary>A table of the past as bytes, bit for bit, for caches between processes of one version.</summary>
internal static class PastAnswerBytes
{
    public static byte[] Write(PastAnswer answer)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(answer.Expiry.DayNumber);
        WriteAll(writer, answer.Expiries.Select(expiry => expiry.DayNumber).ToArray());
        writer.Write(answer.Table is not null);
        if (answer.Table is { } table)
        {
            writer.Write(table.Epoch);
            writer.Write(table.From);
            writer.Write(table.Sequence);
            WriteAll(writer, table.Keys);
            WriteAll(writer, table.Masks);
            WriteAll(writer, table.Values);
        }

        return bytes.ToArray();
    }

    public static PastAnswer Read(byte[] body)
    {
        using var reader = new BinaryReader(new MemoryStream(body));
        var expiry = new Expiry(reader.ReadInt32());
        Expiry[] expiries = [.. ReadAll<int>(reader).Select(day => new Expiry(day))];
        LiveUpdate? table = reader.ReadBoolean()
            ? new LiveUpdate(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), ReadAll<long>(reader), ReadAll<ulong>(reader), ReadAll<double>(reader))
            : null;
        return new PastAnswer(table, expiry, expiries);
    }

    private static void WriteAll<T>(BinaryWriter writer, T[] values)
        where T : unmanaged
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes<T>(values));
    }

    private static T[] ReadAll<T>(BinaryReader reader)
        where T : unmanaged
    {
        var values = new T[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
