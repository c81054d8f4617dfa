using System.Globalization;
using System.Text;

namespace TradingAnalytics.MarketData.Journal;

/// <summary>Holds a journal folder for one writer. The operating system lets go of it when the process ends, however it ends.</summary>
internal sealed class JournalLock : IDisposable
{
    private const string FileName = "journal.lock";
    private readonly FileStream _file;

    private JournalLock(FileStream file) => _file = file;

    public static JournalLock Take(string folder)
    {
        string path = Path.Combine(folder, FileName);
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException exception) when (exception is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
        {
            throw new JournalInUseException(folder, Owner(path), exception);
        }

        try
        {
            file.SetLength(0);
            file.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        }
        catch (IOException)
        {
            // A full disk: the lock holds all the same, it only cannot say whose it is.
        }

        return new JournalLock(file);
    }

    public void Dispose() => _file.Dispose();

    private static string Owner(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file);
            string owner = reader.ReadToEnd().Trim();
            return owner.Length == 0 ? "another process" : $"process {owner}";
        }
        catch (IOException)
        {
            return "another process";
        }
    }
}
