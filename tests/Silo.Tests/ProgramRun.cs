using System.Diagnostics;
using System.Threading.Channels;

namespace TradingAnalytics.Silo.Tests;

/// <summary>Another of our programs, as a process with its output. It is ended with the test, however the test ends.</summary>
internal sealed class ProgramRun : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public ProgramRun(string path, params string[] arguments)
    {
        _process = Process.Start(new ProcessStartInfo("dotnet", [path, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => _ = line.Data is null || _lines.Writer.TryWrite(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The next line it writes; fails when it ends without one.</summary>
    public async Task<string> Line()
    {
        using var timeout = new CancellationTokenSource(Patience);
        return await _lines.Reader.ReadAsync(timeout.Token);
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
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Note(string? line)
    {
        if (line is null)
        {
            _lines.Writer.TryComplete();
        }
        else
        {
            _lines.Writer.TryWrite(line);
        }
    }
}
