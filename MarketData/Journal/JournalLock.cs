using System.Globalization;

namespace TradingAnalytics.MarketData.Journal;

/// <summary>Holds a journal folder for one writer. The operating system lets go of it when the process ends, however it ends.</summary>
internal sealed class JournalLock : IDisposable
{
    private const string LockName = "journal.lock";

    // Apart from the lock, which no other process may open.
    private const string OwnerName = "journal.owner";
    private readonly FileStream _file;

    private JournalLock(FileStream file) => _file = file;

    public static JournalLock Take(string folder)
    {
        FileStream file;
        try
        {
            file = new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
        {
            throw new JournalInUseException(folder, Owner(folder), exception);
        }

        try
        {
            File.WriteAllText(Path.Combine(folder, OwnerName), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            // A full disk: the lock holds all the same, it only cannot say whose it is.
        }

        return new JournalLock(file);
    }

    public void Dispose() => _file.Dispose();

    private static string Owner(string folder)
    {
        try
        {
            string owner = File.ReadAllText(Path.Combine(folder, OwnerName)).Trim();
            return owner.Length == 0 ? "another process" : $"process {owner}";
        }
        catch (IOException)
        {
            return "another process";
        }
    }
}
