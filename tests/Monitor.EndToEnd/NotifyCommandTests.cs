using System.Diagnostics;
using System.Text.Json.Nodes;
using Monitor.Tests.Alerts.WeCom;
using Xunit;

namespace Monitor.EndToEnd;

/// <summary>`monitor notify test` as a shell sees it, against a robot that keeps its documented rules.</summary>
public sealed class NotifyCommandTests : IAsyncLifetime
{
    private const string Key = "7f3a9c1e-4b2d-8e55-0c6d1f2a3b4c";
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("notify");
    private readonly WeComStandIn _robot = new(TimeProvider.System, Key);

    public async ValueTask InitializeAsync()
    {
        await _robot.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(_home.FullName, "key"), Key);
        await File.WriteAllTextAsync(Path.Combine(_home.FullName, "wrong"), "0000-1111-2222-3333");
        await File.WriteAllTextAsync(Path.Combine(_home.FullName, "monitor.yaml"), $$"""
            judgeEvery: 5s
            channels:
              - id: group
                kind: wecom
                options: { url: "{{_robot.Url("/cgi-bin/webhook/send")}}", key: "file:key" }
              - id: stale
                kind: wecom
                options: { url: "{{_robot.Url("/cgi-bin/webhook/send")}}", key: "file:wrong" }

            """);
    }

    [Fact]
    public async Task A_marked_test_notice_arrives_and_the_answer_is_told()
    {
        var (code, output, error) = await RunAsync("group", "--level", "orange", "--json");
        Assert.True(code == 0, output + error);
        var receipt = JsonNode.Parse(output)!;
        Assert.Equal(("delivered", "0 ok"), (receipt["outcome"]!.GetValue<string>(), receipt["detail"]!.GetValue<string>()));
        var content = Assert.Single(_robot.Shown).GetProperty("markdown").GetProperty("content").GetString()!;
        Assert.Contains("[测试]", content, StringComparison.Ordinal);
        Assert.Contains("橙色（Ⅱ级）", content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_prints_the_body_without_the_key_and_sends_nothing()
    {
        var (code, output, error) = await RunAsync("group", "--dry-run");
        Assert.Equal(0, code);
        Assert.Equal("markdown", JsonNode.Parse(output)!["msgtype"]!.GetValue<string>());
        Assert.DoesNotContain(Key, output + error, StringComparison.Ordinal);
        Assert.Equal(0, _robot.Calls);
    }

    [Fact]
    public async Task A_refusal_is_told_with_its_code_and_meaning_and_ends_with_one()
    {
        var (code, output, error) = await RunAsync("stale");
        Assert.Equal(1, code);
        Assert.StartsWith("未送达，不会重试：93000 invalid webhook url", output, StringComparison.Ordinal);
        Assert.DoesNotContain("0000-1111-2222-3333", output + error, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("nobody")).Code);
    }

    public async ValueTask DisposeAsync()
    {
        await _robot.DisposeAsync();
        _home.Delete(recursive: true);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet",
            ["exec", Path.Combine(AppContext.BaseDirectory, "monitor.dll"), "notify", "test", .. arguments, "--config", _home.FullName, "--data", Path.Combine(_home.FullName, "data")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
