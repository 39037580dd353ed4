using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Core.Contracts;
using Monitor.EndToEnd.Support;
using Monitor.Host;
using Monitor.Host.Scheduling;
using Monitor.Tests.Collectors.Probes.Journey;
using Monitor.Tests.Support;

namespace Monitor.EndToEnd;

/// <summary>Everything a server can do wrong, told by the real service and the real command: state, phase, code and words.</summary>
public sealed class BadServerTests : IAsyncLifetime
{
    private BadTown _town = null!;

    public async ValueTask InitializeAsync() => _town = await BadTown.BuildAsync();

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task Every_bad_server_is_named_by_the_service()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var app = await MonitorApp.BuildAsync(new MonitorAppOptions { ConfigDirectory = _town.Config, DataDirectory = _town.Data, RunLoops = false }, ct);
        var (loop, archive) = (app.Services.GetRequiredService<ProbeLoop>(), app.Services.GetRequiredService<IArchive>());
        List<string> wrong = [];
        foreach (var (id, expected) in _town.Verdicts)
        {
            Assert.NotNull(await loop.RunAsync(id, ct));
            // As it was stored, for that is what the rules and the board see.
            var result = Assert.Single(await archive.ProbesAsync(id, DateTimeOffset.MinValue, 10, ct));
            var fits = (result.State.ToString(), result.FailedPhase) == (expected.State, expected.Phase)
                && (result.Message ?? "").Contains(expected.Said, StringComparison.Ordinal)
                && (expected.Code is null || result.Findings.Any(f => f.Code == expected.Code));
            if (!fits) wrong.Add($"{id}: {result.State} {result.FailedPhase} {result.Message} [{string.Join(", ", result.Findings.Select(f => f.Code))}], expected {expected}");
            Assert.DoesNotContain(FilingSite.Password, result.ToString() + string.Concat(result.Findings), StringComparison.Ordinal);
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Explain_says_phase_by_phase_what_was_seen()
    {
        var (code, output) = await ProbeAsync("plain-gbk-said-utf8");
        Assert.Equal(1, code);
        Assert.Matches("dns +127.0.0.1: 127.0.0.1", output);
        Assert.Matches("connect +connected: 127.0.0.1:[0-9]+", output);
        Assert.Matches("first-byte +GET http://.+: 200 HTTP/1.1; Content-Type: text/html; charset=utf-8", output);
        Assert.Contains("charset: gb18030, decided by bytes; declared utf-8, which the bytes are not", output, StringComparison.Ordinal);
        Assert.Contains("pass  expectStatus: expected 200, is 200", output, StringComparison.Ordinal);
        Assert.Contains("pass  expectText: expected 志愿填报, is there", output, StringComparison.Ordinal);
        Assert.Contains("alerting: a degradation is told after 3 in a row", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_of_tls_tells_every_offer_and_as_json_too()
    {
        var (code, output) = await ProbeAsync("tls-whole", "--json");
        Assert.Equal(0, code);
        var said = JsonNode.Parse(output)!;
        var trace = said["trace"]!.AsArray().Select(l => $"{l!["what"]} = {l["seen"]}").ToList();
        Assert.Contains(trace, l => l.StartsWith("offered TLS 1.0 = refused", StringComparison.Ordinal));
        Assert.Contains(trace, l => l.StartsWith("offered TLS 1.3 = accepted: version 0x0304", StringComparison.Ordinal));
        Assert.Contains(trace, l => l.Contains("Example Server, issued by Issuing CA", StringComparison.Ordinal));
        Assert.Equal("up", said["result"]!["state"]!.GetValue<string>());
        Assert.Contains("nothing", said["alerting"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_of_a_journey_shows_each_step_and_no_secret()
    {
        var (code, output) = await ProbeAsync("journey-refused");
        Assert.Equal(1, code);
        Assert.Contains("打开登录页", output, StringComparison.Ordinal);
        Assert.Contains("FAIL  expectText: expected 我的志愿, is not there", output, StringComparison.Ordinal);
        Assert.Contains("第 2 步“登录”", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Gao", output, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output)> ProbeAsync(string target, params string[] more)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "monitor.dll"), "probe", target, "--explain", "--config", _town.Config, "--data", _town.Data, .. more]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        var said = await output;
        Assert.True(said.Length > 0, await error);
        return (process.ExitCode, said);
    }
}
