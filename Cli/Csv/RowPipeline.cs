using System.Globalization;
using System.Text.Json;

namespace TradingAnalytics.Cli.Csv;

/// <summary>Streams CSV through a calculator, one row at a time: input columns kept as they are, results appended.</summary>
internal sealed class RowPipeline(IRowCalculator calculator, TextReader input, Stream output, TextWriter errors, bool keepGoing, bool json)
{
    public const int BadInput = 2;
    private const string BadRowStatus = "invalidInput";

    public int Run()
    {
        string? headerLine = input.ReadLine();
        if (string.IsNullOrWhiteSpace(headerLine))
        {
            errors.WriteLine($"line 1: no header; expected the columns {string.Join(',', calculator.Required)}");
            return BadInput;
        }

        var header = new CsvRow();
        header.Read(headerLine.TrimStart('\uFEFF').TrimEnd('\r'));
        string[] names = new string[header.Count];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = header[i].ToString();
        }

        int[] columns = new int[calculator.Required.Count + calculator.Optional.Count];
        for (int i = 0; i < columns.Length; i++)
        {
            bool required = i < calculator.Required.Count;
            string name = required ? calculator.Required[i] : calculator.Optional[i - calculator.Required.Count];
            columns[i] = Array.FindIndex(names, n => n.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (required && columns[i] < 0)
            {
                errors.WriteLine($"line 1, column {name}: missing from the header; expected {string.Join(',', calculator.Required)}");
                return BadInput;
            }
        }

        return json ? RunJson(names, columns) : RunCsv(header.Line, names.Length, columns);
    }

    private int RunCsv(string header, int width, int[] columns)
    {
        using var writer = new StreamWriter(output, new System.Text.UTF8Encoding(false), 1 << 16, leaveOpen: true);
        writer.NewLine = "\n";
        writer.Write(header);
        foreach (string name in calculator.Produced)
        {
            writer.Write(',');
            writer.Write(name);
        }

        writer.WriteLine(",status");
        double[] results = new double[calculator.Produced.Count];
        var row = new CsvRow();
        Span<char> number = stackalloc char[32];
        for (int line = 2; input.ReadLine() is { } text; line++)
        {
            if (!TryCompute(row, text, line, width, columns, results, out string? status))
            {
                return BadInput;
            }

            if (status == null)
            {
                continue;
            }

            writer.Write(row.Line);
            for (int missing = row.Count; missing < width; missing++)
            {
                writer.Write(',');
            }

            foreach (double result in results)
            {
                writer.Write(',');
                if (!double.IsNaN(result) && result.TryFormat(number, out int length, "R", CultureInfo.InvariantCulture))
                {
                    writer.Write(number[..length]);
                }
            }

            writer.Write(',');
            writer.WriteLine(status);
        }

        return 0;
    }

    private int RunJson(string[] names, int[] columns)
    {
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartArray();
        double[] results = new double[calculator.Produced.Count];
        var row = new CsvRow();
        int exit = 0;
        for (int line = 2; input.ReadLine() is { } text; line++)
        {
            if (!TryCompute(row, text, line, names.Length, columns, results, out string? status))
            {
                exit = BadInput;
                break;
            }

            if (status == null)
            {
                continue;
            }

            writer.WriteStartObject();
            for (int i = 0; i < names.Length; i++)
            {
                WriteField(writer, names[i], row[i]);
            }

            for (int i = 0; i < results.Length; i++)
            {
                if (double.IsFinite(results[i]))
                {
                    writer.WriteNumber(calculator.Produced[i], results[i]);
                }
                else
                {
                    writer.WriteNull(calculator.Produced[i]);
                }
            }

            writer.WriteString("status", status);
            writer.WriteEndObject();
            if (writer.BytesPending > 1 << 15)
            {
                writer.Flush();
            }
        }

        writer.WriteEndArray();
        writer.Flush();
        output.Write("\n"u8);
        return exit;
    }

    private static void WriteField(Utf8JsonWriter writer, string name, ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            writer.WriteNull(name);
        }
        else if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number))
        {
            writer.WriteNumber(name, number);
        }
        else
        {
            writer.WriteString(name, text);
        }
    }

    /// <summary>False when the run must stop at this row; a null status means there is nothing on the line.</summary>
    private bool TryCompute(CsvRow row, string text, int line, int width, int[] columns, double[] results, out string? status)
    {
        status = null;
        text = text.TrimEnd('\r');
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        try
        {
            row.Read(text);
            if (row.Count > width)
            {
                throw new BadFieldException(width.ToString(CultureInfo.InvariantCulture), $"{row.Count} fields under a header of {width}");
            }

            status = calculator.Compute(row, columns, results);
            return true;
        }
        catch (BadFieldException bad)
        {
            if (!keepGoing)
            {
                errors.WriteLine($"line {line}, column {bad.Column}: {bad.Message}");
                return false;
            }

            Array.Fill(results, double.NaN);
            status = BadRowStatus;
            return true;
        }
    }
}
