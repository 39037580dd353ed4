using System.Runtime.InteropServices;

namespace Monitor.Host.Configuration;

/// <summary>Reloads when a file of the config directory changes or on SIGHUP. Editors write in several steps, so it waits until a second has passed in quiet.</summary>
internal sealed class ConfigWatcher(string directory, CurrentConfig config, TimeProvider time) : IHostedService, IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    private FileSystemWatcher? _files;
    private PosixSignalRegistration? _hangup;
    private ITimer? _timer;

    public Task StartAsync(CancellationToken ct)
    {
        _timer = time.CreateTimer(_ => config.Reload(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _files = new FileSystemWatcher(directory) { IncludeSubdirectories = true };
        _files.Changed += (_, e) => Touch(e.Name);
        _files.Created += (_, e) => Touch(e.Name);
        _files.Deleted += (_, e) => Touch(e.Name);
        _files.Renamed += (_, e) => Touch(e.Name);
        _files.EnableRaisingEvents = true;
        _hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            Touch();
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken ct)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _files?.Dispose();
        _hangup?.Dispose();
        _timer?.Dispose();
    }

    // A name without an extension is a folder: what was put into a new one may have been there before it was watched.
    private void Touch(string? name)
    {
        if (Path.GetExtension(name) is null or "" or ".yaml" or ".yml" or ".sbn") Touch();
    }

    private void Touch() => _timer?.Change(Quiet, Timeout.InfiniteTimeSpan);
}
