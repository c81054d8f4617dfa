using System.Globalization;

namespace TradingAnalytics.Cli.Csv;

/// <summary>One line of CSV cut into fields (RFC 4180 quoting within a line). Reused from line to line.</summary>
internal sealed class CsvRow
{
    private string[] _fields = new string[16];
    private string _line = "";

    public int Count { get; private set; }

    /// <summary>The line as read.</summary>
    public string Line => _line;

    public ReadOnlySpan<char> this[int index] => index < Count ? _fields[index].AsSpan().Trim() : default;

    public void Read(string line)
    {
        _line = line;
        Count = 0;
        int start = 0;
        while (true)
        {
            int end = line.IndexOf(',', start);
            int quote = line.IndexOf('"', start);
            if (quote >= 0 && (end < 0 || quote < end))
            {
                start = ReadQuoted(line, quote) + 1;
                if (start > line.Length)
                {
                    return;
                }

                continue;
            }

            Add(end < 0 ? line[start..] : line[start..end]);
            if (end < 0)
            {
                return;
            }

            start = end + 1;
        }
    }

    /// <summary>The number in a column; <paramref name="whenEmpty"/> when nothing is there.</summary>
    public double Number(int index, string column, double? whenEmpty = null)
    {
        var text = this[index];
        if (text.IsEmpty)
        {
            return whenEmpty ?? throw new BadFieldException(column, "no value");
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new BadFieldException(column, $"'{text}' is not a number");
    }

    private int ReadQuoted(string line, int quote)
    {
        var text = new System.Text.StringBuilder();
        int i = quote + 1;
        while (i < line.Length)
        {
            if (line[i] == '"')
            {
                if (i + 1 < line.Length && line[i + 1] == '"')
                {
                    i++;
                }
                else
                {
                    break;
                }
            }

            text.Append(line[i++]);
        }

        Add(text.ToString());
        int comma = line.IndexOf(',', Math.Min(i + 1, line.Length));
        return comma < 0 ? line.Length : comma;
    }

    private void Add(string field)
    {
        if (Count == _fields.Length)
        {
            Array.Resize(ref _fields, 2 * Count);
        }

        _fields[Count++] = field;
    }
}
