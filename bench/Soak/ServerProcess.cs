using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TradingAnalytics.Soak;

/// <summary>The product as users start it: its own process, port and empty data directory. Ended by its id, and its data removed, whatever happens.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int TailLines = 40;
    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan SettlesWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(30);
    private readonly Process _process;
    private readonly string _folder;
    private readonly Queue<string> _tail = new();

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

    /// <summary>Resident memory in bytes.</summary>
    public long Resident()
    {
        _process.Refresh();
        return _process.HasExited ? 0 : _process.WorkingSet64;
    }

    public TimeSpan ProcessorTime()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    public static async Task<ServerProcess> StartAsync(SoakOptions options, HttpClient http, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("trading-analytics-soak-").FullName;
        int port = FreePort();
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,

            // Level memory is looked for: the ids of an hour must not fill their table meanwhile.
            Environment = { ["Deduplication__Reserve"] = "true" },
            ArgumentList =
            {
                options.SiloAssembly, "simulate", "--seed", "1", "--rate", options.TicksPerSecond.ToString(CultureInfo.InvariantCulture),
                "--port", port.ToString(CultureInfo.InvariantCulture), "--data-dir", Path.Combine(folder, "data"),
            },
        };
        Process process = Process.Start(start) ?? throw new InvalidOperationException("The server could not be started.");
        var server = new ServerProcess(process, folder, new Uri($"http://127.0.0.1:{port}/"));
        try
        {
            await server.WaitUntilServing(http, cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
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

    /// <summary>Serving: healthy, and the simulated market has brought its first products.</summary>
    private async Task WaitUntilServing(HttpClient http, CancellationToken cancellationToken)
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
                // A product that trades shows its expiries; the simulated market lists all of its own in its first seconds.
                if ((await http.GetStringAsync(new Uri(Address, "api/products"), cancellationToken)).Contains("\"expiries\":[\"", StringComparison.Ordinal))
                {
                    await Task.Delay(SettlesWithin, cancellationToken);
                    return;
                }
            }
            catch (HttpRequestException) when (clock.Elapsed < StartWithin)
            {
                // Not listening yet.
            }

            if (clock.Elapsed > StartWithin)
            {
                throw new TimeoutException($"The server did not serve products within {StartWithin.TotalSeconds:0} s:{Environment.NewLine}{Tail}");
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

        lock (_tail)
        {
            _tail.Enqueue(line);
            while (_tail.Count > TailLines)
            {
                _tail.Dequeue();
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
