using System.Diagnostics;

namespace TradingAnalytics.Silo.Tests;

/// <summary>A redis-server of the test's own that flushes every write, as the journal asks. Where there is none to start, the test is skipped by name.</summary>
internal sealed class RedisServer : IDisposable
{
    private const string Program = "redis-server";
    private readonly string _folder;
    private readonly string _fsync;
    private Process _process;

    private RedisServer(string folder, string fsync)
    {
        _folder = folder;
        _fsync = fsync;
        Port = FreePort.Next();
        _process = Run();
    }

    public int Port { get; }

    public string ConnectionString => $"127.0.0.1:{Port}";

    public static RedisServer StartOrSkip(string folder, string fsync = "always")
    {
        string[] places = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Assert.SkipUnless(places.Any(place => File.Exists(Path.Combine(place, Program))), "There is no redis-server here: eng/prerequisites.sh says how to get it.");
        return new RedisServer(folder, fsync);
    }

    /// <summary>Ends it without any warning, as a crash does.</summary>
    public void Crash()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    /// <summary>Starts it again after a <see cref="Crash"/>, with what it had on disk.</summary>
    public void Restart() => _process = Run();

    public void Dispose() => Crash();

    private Process Run()
    {
        var start = new ProcessStartInfo(Program) { RedirectStandardOutput = true };
        foreach (string argument in (string[])["--port", $"{Port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "yes", "--appendfsync", _fsync, "--dir", _folder])
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        return process;
    }
}
