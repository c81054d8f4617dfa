namespace TradingAnalytics.Engine.History.Archive;

/// <summary>Where archived days lie: a folder, or a bucket. Names have slashes; a file is never changed, only written anew.</summary>
public interface IArchiveFiles
{
    /// <summary>The names that begin so, in order.</summary>
    Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>A file from its beginning, seekable; null when it is not there.</summary>
    Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken);

    /// <summary>Writes a file whole or, when it throws, not at all.</summary>
    Task WriteAsync(string name, Stream content, CancellationToken cancellationToken);
}
