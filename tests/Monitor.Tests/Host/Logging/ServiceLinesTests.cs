using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monitor.Host;
using Monitor.Host.Configuration;
using Monitor.Host.Logging.Ecs;
using Xunit;

namespace Monitor.Tests.Host.Logging;

/// <summary>Every line the composed service writes, held against the rules.</summary>
public sealed class ServiceLinesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("monitor-lines");
    private readonly LogRig.Lines _lines = new(new EcsFormatter(EcsService.Of(null)));

    [Fact]
    public async Task The_service_writes_only_lines_that_keep_the_rules_and_its_links_stay_secret()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var app = await StartAsync("logging:\n  level: debug\n  namespaces:\n    Microsoft.AspNetCore: debug\n", ct);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        foreach (var path in new[] { "signin", "healthz", "ack/AWomFBBhMQoxCjAKbmlnaHQ", "digest/unsubscribe?t=Zq81Zq81Zq81", "nowhere?access_token=Zq81Zq81" }) using (await http.GetAsync(path, ct)) { }
        await app.StopAsync(ct);
        Assert.True(_lines.Written.Count > 20);
        var roots = _lines.Written.Select(EcsRules.Check).ToList();
        Assert.Contains(roots, r => r.TryGetProperty("transaction.id", out _) && r.TryGetProperty("log.logger", out var l) && l.GetString()!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
        Assert.DoesNotContain(_lines.Written, l => l.Contains("AWomFBBh", StringComparison.Ordinal) || l.Contains("Zq81", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_changed_level_is_in_force_after_a_reload()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var app = await StartAsync("logging:\n  level: warning\n", ct);
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Monitor.Some");
        Say("before");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "monitor.yaml"), "logging:\n  level: error\n  namespaces:\n    Monitor.Some: trace\n", ct);
        Assert.False(app.Services.GetRequiredService<CurrentConfig>().Reload());
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "monitor.yaml"), "logging:\n  level: error\n  namespaces:\n    Monitor.Some: verbose\n", ct);
        Assert.True(app.Services.GetRequiredService<CurrentConfig>().Reload());
        Say("after");
        Assert.DoesNotContain(_lines.Written, l => l.Contains("before", StringComparison.Ordinal));
        Assert.Contains(_lines.Written, l => l.Contains("after", StringComparison.Ordinal));

        void Say(string word)
        {
#pragma warning disable CA1848, CA2254, CA1873
            log.LogTrace(word);
#pragma warning restore CA1848, CA2254, CA1873
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<WebApplication> StartAsync(string config, CancellationToken ct)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "monitor.yaml"), config, ct);
        var app = await MonitorApp.BuildAsync(new MonitorAppOptions
        {
            ConfigDirectory = _folder.FullName,
            DataDirectory = Path.Combine(_folder.FullName, "data"),
            Urls = ["http://127.0.0.1:0"],
            RunLoops = false,
            LogsToError = true,
            Sinks = s => s.Sink(_lines),
        }, ct);
        await app.StartAsync(ct);
        return app;
    }
}
