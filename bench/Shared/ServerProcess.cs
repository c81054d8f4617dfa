using System.Diagnostics;
using System.Globalization;
using TradingAnalytics.Tests;

namespace TradingAnalytics.Bench;

/// <summary>The product as users start it: its own process, port and empty data directory. Ended by its id, and its data removed, whatever happens.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    /// <summary>Among the arguments: the port it is to listen on.</summary>
    public const string PortHere = "{port}";

    private const int TailLines = 40;
    private static readonly TimeSpan StartWithin = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan SettlesWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(30);
    private readonly Process _process;
    private readonly string _folder;
    private readonly Queue<string> _tail = new();
    private long _errors;

    private ServerProcess(Process process, string folder, Uri address)
    {
        _process = process;
        _folder = folder;
        Address = address;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    /// <summary>Lines of its log that tell of an error.</summary>
    public long Errors => Interlocked.Read(ref _errors);

    public string? FirstError { get; private set; }

    public bool HasExited => _process.HasExited;

    /// <summary>The last lines it wrote.</summary>
    public string Tail
    {
        get
        {
            lock (_tail)
            {
                return string.Join(Environment.NewLine, _tail);
            }
        }
    }

    /// <summary>Resident memory in bytes, of all its processes.</summary>
    public long Resident() => ProcessTree.Of(_process.Id).Resident;

    public TimeSpan ProcessorTime() => ProcessTree.Of(_process.Id).Processor;

    /// <param name="program">The executable's dll, a script for Node, or one for bash; where its data goes it is told by <c>TA_Host__DataDirectory</c>.</param>
    /// <param name="arguments">What it is told; <see cref="PortHere"/> stands for its port.</param>
    /// <param name="settings">Further settings, by configuration key with <c>__</c> between its parts.</param>
    /// <param name="http">To ask whether it serves.</param>
    /// <param name="cancellationToken">Ends the wait, and the server.</param>
    public static async Task<ServerProcess> StartAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> settings, HttpClient http, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("trading-analytics-bench-").FullName;
        int port = FreePort.Next();
        string runner = Path.GetExtension(program) switch { ".dll" => "dotnet", ".mjs" => "node", _ => "bash" };
        var start = new ProcessStartInfo(runner, [program, .. arguments.Select(argument => argument == PortHere ? port.ToString(CultureInfo.InvariantCulture) : argument)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
            Environment = { ["TA_Host__DataDirectory"] = Path.Combine(folder, "data") },
        };
        foreach ((string key, string value) in settings)
        {
            start.Environment[key] = value;
        }

        Process process = Process.Start(start) ?? throw new InvalidOperationException("The server could not be started.");
        var server = new ServerProcess(process, folder, new Uri($"http://127.0.0.1:{port}/"));
        try
        {
            await server.WaitUntil(http, "health", _ => true, cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits for the first products with expiries, and a few seconds more: a simulated market lists all of its own in its first.</summary>
    public async Task WaitUntilTrading(HttpClient http, CancellationToken cancellationToken)
    {
        await WaitUntil(http, "api/products", static products => products.Contains("\"expiries\":[\"", StringComparison.Ordinal), cancellationToken);
        await Task.Delay(SettlesWithin, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using Process terminate = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            await terminate.WaitForExitAsync();
            using var patience = new CancellationTokenSource(StopWithin);
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync();
            }
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task WaitUntil(HttpClient http, string path, Func<string, bool> ready, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"The server ended with exit code {_process.ExitCode} before it served:{Environment.NewLine}{Tail}");
            }

            try
            {
                if (ready(await http.GetStringAsync(new Uri(Address, path), cancellationToken)))
                {
                    return;
                }
            }
            catch (HttpRequestException) when (clock.Elapsed < StartWithin)
            {
                // Not listening yet.
            }

            if (clock.Elapsed > StartWithin)
            {
                throw new TimeoutException($"The server did not serve /{path} within {StartWithin.TotalSeconds:0} s:{Environment.NewLine}{Tail}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(250), cancellationToken);
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        if (line.Contains(" fail: ", StringComparison.Ordinal) || line.Contains(" crit: ", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _errors);
            FirstError ??= line;
        }

        lock (_tail)
        {
            _tail.Enqueue(line);
            while (_tail.Count > TailLines)
            {
                _tail.Dequeue();
            }
        }
    }
}
