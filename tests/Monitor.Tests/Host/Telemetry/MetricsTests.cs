using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Core.Sources;
using Monitor.Core.Telemetry;
using Monitor.Host;
using Monitor.Host.Telemetry;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Host.Telemetry;

/// <summary>/metrics of the composed service, read as a scraper reads it.</summary>
public sealed class MetricsTests : IAsyncDisposable
{
    private const string Key = "a-key-of-the-scraper-01";

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("metrics");
    private readonly HttpClient _client = new();

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        _home.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_was_done_and_what_stands_is_told_in_the_strict_format()
    {
        await using var app = await OpenAsync($"metrics: {{ key: file:{await KeyFileAsync()}, perTarget: true }}");
        await app.Services.GetRequiredService<ILedger>().CommitAsync(new JudgeOutcome { Changed = [Some.Alert("a1") with { Team = Team.Security, Level = WarningLevel.Orange }] }, default);
        var counted = app.Services.GetRequiredService<Counted>();
        // The meter is the process's; labels nobody else uses tell this test's part.
        var only = "only-" + Guid.NewGuid().ToString("N")[..8];
        counted.Read(new SourceRun { SourceId = only, At = Some.T0, State = SourceState.Blocked, Items = 7, Fresh = 3 });
        counted.Read(new SourceRun { SourceId = only, At = Some.T0, State = SourceState.Blocked });
        foreach (var milliseconds in new[] { 40.0, 900 })
            counted.Checked(new ProbeResult { TargetId = only, At = Some.T0, State = ProbeState.Up, Timings = new PhaseTimings(1, 1, 1, 1, 1, milliseconds) });
        Vitals.Deliveries.Add(1, new("channel", only), new("outcome", "quote \" back \\ line \n end"));

        var values = PrometheusText.Read(await TextAsync(app));
        Assert.Equal(2, values[$"monitor_source_runs_total{{state=\"blocked\",source=\"{only}\"}}"]);
        Assert.Equal(2, values[$"monitor_probe_results_total{{state=\"up\",target=\"{only}\"}}"]);
        Assert.Equal(1, values[$"monitor_probe_duration_seconds_bucket{{state=\"up\",target=\"{only}\",le=\"0.05\"}}"]);
        Assert.Equal(2, values[$"monitor_probe_duration_seconds_bucket{{state=\"up\",target=\"{only}\",le=\"1\"}}"]);
        Assert.Equal(.94, values[$"monitor_probe_duration_seconds_sum{{state=\"up\",target=\"{only}\"}}"], 6);
        Assert.Equal(1, values[$"monitor_delivery_attempts_total{{channel=\"{only}\",outcome=\"quote \\\" back \\\\ line \\n end\"}}"]);
        Assert.True(values["monitor_posts_collected_total"] >= 7);
        Assert.True(values["monitor_posts_stored_total"] >= 3);
        Assert.Equal((1, 0), (values["monitor_alerts_open{team=\"security\",level=\"orange\"}"], values["monitor_alerts_open{team=\"propaganda\",level=\"red\"}"]));
        Assert.True(values["monitor_store_write_duration_seconds_count"] >= 1);
        foreach (var name in new[] { "process_cpu_seconds_total", "process_resident_memory_bytes", "process_start_time_seconds", "dotnet_heap_bytes", "monitor_judge_posts_held", "monitor_loops_stalled" })
            Assert.True(values.ContainsKey(name), name);
    }

    [Fact]
    public async Task Without_the_option_no_label_names_a_target_or_source()
    {
        await using var app = await OpenAsync($"metrics: {{ key: file:{await KeyFileAsync()} }}");
        var only = "quiet-" + Guid.NewGuid().ToString("N")[..8];
        app.Services.GetRequiredService<Counted>().Checked(new ProbeResult { TargetId = only, At = Some.T0, State = ProbeState.Down });
        Assert.DoesNotContain(only, await TextAsync(app), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", Key, HttpStatusCode.Unauthorized)]
    [InlineData("{ key: KEY }", null, HttpStatusCode.Unauthorized)]
    [InlineData("{ key: KEY }", "a-key-of-somebody-else", HttpStatusCode.Unauthorized)]
    [InlineData("{ key: KEY }", Key, HttpStatusCode.OK)]
    [InlineData("{ open: true }", null, HttpStatusCode.OK)]
    public async Task Only_who_the_config_names_reads_them_and_the_key_opens_nothing_else(string metrics, string? shown, HttpStatusCode expected)
    {
        await using var app = await OpenAsync("metrics: " + metrics.Replace("KEY", "file:" + await KeyFileAsync(), StringComparison.Ordinal));
        if (shown is not null) _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", shown);
        Assert.Equal(expected, (await _client.GetAsync(new Uri(app.Urls.First() + "/metrics"))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _client.GetAsync(new Uri(app.Urls.First() + "/api/v1/alerts"))).StatusCode);
    }

    private async Task<string> TextAsync(WebApplication app)
    {
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        var answer = await _client.GetAsync(new Uri(app.Urls.First() + "/metrics"));
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<string> KeyFileAsync()
    {
        var file = Path.Combine(_home.FullName, "key");
        await File.WriteAllTextAsync(file, Key);
        return file;
    }

    private async Task<WebApplication> OpenAsync(string more)
    {
        var config = _home.CreateSubdirectory("config");
        await File.WriteAllTextAsync(Path.Combine(config.FullName, "monitor.yaml"), $"storage: {{}}\n{more}\n");
        var app = await MonitorApp.BuildAsync(new MonitorAppOptions { ConfigDirectory = config.FullName, DataDirectory = Path.Combine(_home.FullName, "data"), RunLoops = false, Urls = ["http://127.0.0.1:0"] }, default);
        await app.StartAsync();
        return app;
    }
}
