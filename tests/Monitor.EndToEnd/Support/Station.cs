using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Core.Contracts;
using Monitor.Host;
using Monitor.Host.Live;

namespace Monitor.EndToEnd.Support;

/// <summary>The whole service in this process, from a config folder written for one test.</summary>
internal sealed class Station : IAsyncDisposable
{
    private readonly DirectoryInfo _home;
    private readonly WebApplication _app;

    private Station(DirectoryInfo home, WebApplication app) => (_home, _app) = (home, app);

    public Uri Address => new(_app.Urls.First());

    public IArchive Archive => Get<IArchive>();

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>The shipped rules differ by phase, so there is a season; no test's clock lies in it.</summary>
    private static readonly string Season = "season:\n  phases:\n" + string.Concat(
        new[] { "报名", "考前", "考试", "出分", "志愿填报", "录取" }.Select((name, i) => $"    - name: {name}\n      from: 2040-0{i + 1}-01T00:00:00+08:00\n      until: 2040-0{i + 1}-20T00:00:00+08:00\n"));

    /// <param name="allow">Loopback address that may be fetched.</param>
    /// <param name="sources">Source id to its YAML below `id:`.</param>
    public static async Task<Station> OpenAsync(
        string allow, IReadOnlyDictionary<string, string> sources, MonitorAppOptions options, CancellationToken ct, params (string Name, string Yaml)[] rules)
    {
        var home = Directory.CreateTempSubdirectory("station");
        var config = home.CreateSubdirectory("config");
        await File.WriteAllTextAsync(Path.Combine(config.FullName, "monitor.yaml"), $"fetch:\n  hostPace: 0s\n  allowPrivate: ['{allow}']\n{Season}", ct);
        var folder = config.CreateSubdirectory("sources").FullName;
        foreach (var (id, yaml) in sources) await File.WriteAllTextAsync(Path.Combine(folder, id + ".yaml"), $"id: {id}\n{yaml}", ct);
        folder = config.CreateSubdirectory("rules").FullName;
        foreach (var (name, yaml) in rules) await File.WriteAllTextAsync(Path.Combine(folder, name + ".yaml"), yaml, ct);
        var app = await MonitorApp.BuildAsync(options with { ConfigDirectory = config.FullName, DataDirectory = options.DataDirectory ?? Path.Combine(home.FullName, "data"), Urls = ["http://127.0.0.1:0"] }, ct);
        return new Station(home, app);
    }

    public Task StartAsync(CancellationToken ct) => _app.StartAsync(ct);

    /// <summary>Returns when every one of this many sources has been read at least once.</summary>
    public async Task AllReadAsync(int sources, CancellationToken ct)
    {
        await foreach (var topic in Get<ChangeBus>().SubscribeAsync(ct))
        {
            if (topic == "sources" && (await Archive.SourcesAsync(ct)).Count == sources) return;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _home.Delete(recursive: true);
    }
}
