using System.Text;

namespace TradingAnalytics.MarketData.Feeds.Recorded;

/// <summary>Splits a line of comma-separated values in place. A quoted field may hold commas; its quotes are taken off.</summary>
internal sealed class CsvRow
{
    private const int MostFields = 256;
    private readonly (int Start, int Length)[] _fields = new (int, int)[MostFields];

    public int Count { get; private set; }

    public void Split(ReadOnlySpan<byte> line)
    {
        Count = 0;
        int start = 0;
        while (start <= line.Length && Count < MostFields)
        {
            ReadOnlySpan<byte> rest = line[start..];
            if (rest.Length > 0 && rest[0] == '"')
            {
                int close = rest[1..].IndexOf((byte)'"');
                int length = close < 0 ? rest.Length - 1 : close;
                _fields[Count++] = (start + 1, length);
                int comma = rest[(1 + length)..].IndexOf((byte)',');
                start = comma < 0 ? line.Length + 1 : start + 1 + length + comma + 1;
            }
            else
            {
                int comma = rest.IndexOf((byte)',');
                int length = comma < 0 ? rest.Length : comma;
                _fields[Count++] = (start, length);
                start += length + 1;
            }
        }
    }

    /// <summary>A field of the line that was split last, without blanks around it.</summary>
    public ReadOnlySpan<byte> Field(ReadOnlySpan<byte> line, int index) => line.Slice(_fields[index].Start, _fields[index].Length).Trim((byte)' ');

    /// <summary>Where the first column of that name stands in the header line that was split last, from a column on, or −1.</summary>
    public int Find(ReadOnlySpan<byte> header, string name, int from = 0)
    {
        for (int i = from; i < Count; i++)
        {
            if (Encoding.UTF8.GetString(Field(header, i)) == name)
            {
                return i;
            }
        }

        return -1;
    }

    public static bool HasColumns(ReadOnlySpan<byte> header, params ReadOnlySpan<string> names)
    {
        var row = new CsvRow();
        row.Split(header);
        foreach (string name in names)
        {
            if (row.Find(header, name) < 0)
            {
                return false;
            }
        }

        return true;
    }
}
