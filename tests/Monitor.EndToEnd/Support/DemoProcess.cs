using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;

namespace Monitor.EndToEnd.Support;

/// <summary>`monitor demo` as a process of its own, so that it can be killed like one.</summary>
internal sealed class DemoProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly List<string> _said = [];
    private readonly Lock _gate = new();

    private DemoProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, e) => Hear(e.Data, last: true);
        process.ErrorDataReceived += (_, e) => Hear(e.Data, last: false);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Said
    {
        get
        {
            lock (_gate) return string.Join('\n', _said);
        }
    }

    public static DemoProcess Start(string directory, double speed, params string[] more)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "monitor.dll");
        Assert.SkipUnless(File.Exists(program), $"{program} is not built");
        string[] arguments =
        [
            "exec", program, "demo", "--directory", directory, "--port", "0", "--speed", speed.ToString(CultureInfo.InvariantCulture), .. more,
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        return new DemoProcess(new Process { StartInfo = start });
    }

    /// <summary>The next line of the output that contains the text.</summary>
    public async Task<string> LineAsync(string text, CancellationToken ct)
    {
        await foreach (var line in _lines.Reader.ReadAllAsync(ct))
        {
            if (line.Contains(text, StringComparison.Ordinal)) return line;
        }

        throw new InvalidOperationException($"the demo ended without saying '{text}':\n{Said}");
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async Task<int> ExitAsync(CancellationToken ct)
    {
        await _process.WaitForExitAsync(ct);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private void Hear(string? line, bool last)
    {
        if (line is null)
        {
            if (last) _lines.Writer.TryComplete();
            return;
        }

        lock (_gate) _said.Add(line);
        _lines.Writer.TryWrite(line);
    }
}
