using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Monitor.EndToEnd.Support.Doomed;

/// <summary><see cref="DoomedService"/> as a process of its own.</summary>
internal sealed class DoomedProcess : IAsyncDisposable
{
    private const int Kept = 200;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DoomedProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, e) => Hear(e.Data);
        process.ErrorDataReceived += (_, e) => Keep(e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Ends when its loops have begun.</summary>
    /// <exception cref="InvalidOperationException">It ended by itself.</exception>
    public Task Ready => _ready.Task;

    public bool HasEnded => _process.HasExited;

    public string Said => string.Join('\n', _said);

    /// <summary>Where its pages are, once it is ready.</summary>
    public string Address { get; private set; } = "";

    public static DoomedProcess Start(string config, string data, TimeSpan ahead, int seed) => Start(
        DoomedService.Word, config, data, ahead.TotalSeconds.ToString(CultureInfo.InvariantCulture), seed.ToString(CultureInfo.InvariantCulture));

    public static DoomedProcess Start(params string[] words)
    {
        string[] arguments = ["exec", typeof(DoomedProcess).Assembly.Location, .. words];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        // A life of a second is over before the second compilation pays.
        start.Environment["DOTNET_TieredPGO"] = "0";
        return new DoomedProcess(new Process { StartInfo = start });
    }

    /// <summary>Until it has ended by itself.</summary>
    public Task EndAsync(CancellationToken ct) => _process.WaitForExitAsync(ct);

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is not null && line.StartsWith(DoomedService.Ready, StringComparison.Ordinal))
        {
            Address = line[DoomedService.Ready.Length..].Trim();
            _ready.TrySetResult();
        }
        if (line is null) _ready.TrySetException(new InvalidOperationException("the service ended by itself:\n" + Said));
        Keep(line);
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        _said.Enqueue(line);
        while (_said.Count > Kept) _said.TryDequeue(out _);
    }
}
