using System.Text;

namespace TradingAnalytics.MarketData.Feeds.Recorded;

/// <summary>Thrown for a file that is no recording of a known layout. The message names the file, what it begins with and what is supported.</summary>
public sealed class UnknownRecordingException : Exception
{
    internal UnknownRecordingException(string path, string seen, Exception? inner = null)
        : base($"{path} is no recording that can be read: {seen}. Supported: {Supported()}.", inner)
    {
        Path = path;
        Seen = seen;
    }

    public string Path { get; }

    /// <summary>What the file holds instead, in words.</summary>
    public string Seen { get; }

    internal static string Describe(RecordedSource source)
    {
        if (source.Head.IsEmpty)
        {
            return "it is empty";
        }

        string text = Encoding.UTF8.GetString(source.FirstLine[..Math.Min(80, source.FirstLine.Length)]);
        return text.Any(c => char.IsControl(c) && c != '\t') ? "it is binary" : $"it begins with '{text}'";
    }

    private static string Supported() => string.Join("; ", RecordedFormats.All.Select(format => $"{format.Name} ({format.Description})"));
}
