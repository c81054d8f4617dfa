using System.Diagnostics;

namespace TradingAnalytics.Silo.Tests;

/// <summary>A redis-server of the test's own, which keeps nothing on disk. Where there is none to start, the test is skipped by name.</summary>
internal sealed class RedisServer : IDisposable
{
    private const string Program = "redis-server";
    private readonly Process _process;

    private RedisServer(string folder)
    {
        Port = SiloProcess.FreePort();
        var start = new ProcessStartInfo(Program) { RedirectStandardOutput = true };
        foreach (string argument in (string[])["--port", $"{Port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder])
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _process.BeginOutputReadLine();
    }

    public int Port { get; }

    public string ConnectionString => $"127.0.0.1:{Port}";

    public static RedisServer StartOrSkip(string folder)
    {
        string[] places = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Assert.SkipUnless(places.Any(place => File.Exists(Path.Combine(place, Program))), "There is no redis-server here: eng/prerequisites.sh says how to get it.");
        return new RedisServer(folder);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
