using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Host.Configuration;
using Xunit;

namespace Monitor.Tests.Host.Configuration;

/// <summary>Files changed under a running service, with the real file system's events.</summary>
public sealed class ConfigWatcherTests : IDisposable
{
    private readonly TempConfig _files = new();
    private readonly Channel<ConfigResult> _loads = Channel.CreateUnbounded<ConfigResult>();

    [Fact]
    public async Task A_saved_file_is_in_force_and_a_broken_one_never()
    {
        var ct = TestContext.Current.CancellationToken;
        var config = new CurrentConfig(_files.Load().Config!, Load, NullLogger<CurrentConfig>.Instance);
        var changed = new TaskCompletionSource();
        config.Changed += changed.SetResult;
        using var watcher = new ConfigWatcher(_files.Directory, config, TimeProvider.System);
        await watcher.StartAsync(ct);

        _files.Write("monitor.yaml", "judgeEvery: 9s\n");
        Assert.NotNull((await _loads.Reader.ReadAsync(ct)).Config);
        await changed.Task.WaitAsync(ct);
        Assert.Equal(TimeSpan.FromSeconds(9), config.Current.JudgeEvery);

        _files.Write("sources/new.yaml", "id: [\n");
        Assert.NotEmpty((await _loads.Reader.ReadAsync(ct)).Errors);
        await watcher.StopAsync(ct);
        Assert.Equal(TimeSpan.FromSeconds(9), config.Current.JudgeEvery);
    }

    public void Dispose() => _files.Dispose();

    private ConfigResult Load()
    {
        var result = _files.Load();
        _loads.Writer.TryWrite(result);
        return result;
    }
}
