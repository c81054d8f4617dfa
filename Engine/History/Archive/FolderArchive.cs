namespace TradingAnalytics.Engine.History.Archive;

/// <summary>Archived days in a folder.</summary>
public sealed class FolderArchive(string folder) : IArchiveFiles
{
    private const string Unfinished = ".part";

    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        string below = Path.Combine(folder, Path.GetDirectoryName(prefix) ?? "");
        IReadOnlyList<string> names = !Directory.Exists(below)
            ? []
            : [.. Directory.EnumerateFiles(below, "*", SearchOption.AllDirectories)
                .Where(path => !path.EndsWith(Unfinished, StringComparison.Ordinal))
                .Select(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'))
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)];
        return Task.FromResult(names);
    }

    public Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken)
    {
        string path = Path.Combine(folder, name);
        return Task.FromResult<Stream?>(File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.Asynchronous) : null);
    }

    public async Task WriteAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        string path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using (var file = new FileStream(path + Unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous))
        {
            await content.CopyToAsync(file, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(path + Unfinished, path, overwrite: true);
    }
}
