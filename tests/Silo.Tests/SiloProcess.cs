using System.Diagnostics;
using System.Text.Json.Nodes;

namespace TradingAnalytics.Silo.Tests;

/// <summary>The real executable, on ports and in a folder of its own. It is ended with the test, however the test ends.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);
    private static readonly HttpClient s_http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly Process _process;
    private readonly List<string> _output = [];

    private SiloProcess(string[] arguments, string? program = null, params (string Key, string Value)[] settings)
    {
        Port = FreePort.Next();
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] all = [program ?? Path.Combine(AppContext.BaseDirectory, "TradingAnalytics.Silo.dll"), .. arguments, "--port", $"{Port}"];
        foreach (string argument in all)
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string key, string value) in settings)
        {
            start.Environment["TA_" + key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Port { get; }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public string Output
    {
        get
        {
            lock (_output)
            {
                return string.Join('\n', _output);
            }
        }
    }

    public static SiloProcess Start(string dataDirectory, params string[] arguments) => new([.. arguments, "--data-dir", dataDirectory]);

    /// <summary>With a data directory among the arguments.</summary>
    public static SiloProcess StartIn(string[] arguments, params (string Key, string Value)[] settings) => new(arguments, null, settings);

    /// <summary>Another build of it, with a data directory among the arguments.</summary>
    public static SiloProcess StartAt(string program, string[] arguments) => new(arguments, program);

    /// <summary>The JSON at a path; null while the process does not answer there.</summary>
    public async Task<JsonNode?> Get(string path)
    {
        try
        {
            using HttpResponseMessage response = await s_http.GetAsync($"http://127.0.0.1:{Port}{path}");
            return response.IsSuccessStatusCode ? JsonNode.Parse(await response.Content.ReadAsStringAsync()) : null;
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Posts nothing and gives the answer; null where it was refused.</summary>
    public async Task<JsonNode?> Post(string path)
    {
        using HttpResponseMessage response = await s_http.PostAsync($"http://127.0.0.1:{Port}{path}", null);
        return response.IsSuccessStatusCode ? JsonNode.Parse(await response.Content.ReadAsStringAsync()) : null;
    }

    /// <summary>Asks the status again and again until it is as wanted.</summary>
    public Task Until(string what, Func<JsonNode, bool> condition) => Until(what, async () => await Get("/api/status") is { } status && condition(status));

    /// <summary>Asks again and again until it is as wanted.</summary>
    public async Task Until(string what, Func<Task<bool>> condition)
    {
        using var timeout = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!_process.HasExited && !timeout.IsCancellationRequested)
        {
            if (await condition())
            {
                return;
            }

            await pause.WaitForNextTickAsync(CancellationToken.None);
        }

        throw new TimeoutException($"It never came about that {what}. Last status: {await Get("/api/status")}. Output:\n{Output}");
    }

    /// <summary>Waits until it answers, to whom it may be.</summary>
    public async Task Runs()
    {
        using var timeout = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!_process.HasExited && await Get("/health") is null)
        {
            await pause.WaitForNextTickAsync(timeout.Token);
        }
    }

    public static long Accepted(JsonNode status) => (long)status["ingress"]!["accepted"]!;

    /// <summary>Whether the feed is done and all it brought is applied. At cadence 0 it is published then, too.</summary>
    public static bool IsDone(JsonNode status) =>
        ((string)status["feed"]!["state"]!).Contains("ended", StringComparison.Ordinal) && (long)status["ingress"]!["queuedTicks"]! == 0 && (long)status["ingress"]!["undeliveredTicks"]! == 0;

    /// <summary>Ends it without any warning, as a crash does.</summary>
    public async Task Crash()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to end, and waits.</summary>
    public async Task<int> Terminate()
    {
        await Signal("TERM");
        return await ExitCode();
    }

    /// <summary>Sends it a signal: STOP, CONT, TERM.</summary>
    public async Task Signal(string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    public async Task<int> ExitCode()
    {
        using var timeout = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(timeout.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await Crash();
        }

        _process.Dispose();
    }

    private void Note(string? line)
    {
        lock (_output)
        {
            if (line is not null)
            {
                _output.Add(line);
            }
        }
    }
}
