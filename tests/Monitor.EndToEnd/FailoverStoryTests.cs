using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Host;
using Monitor.Tests.Alerts.Webhook;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.EndToEnd;

/// <summary>The whole service between a receiver that fails and one that hears for it, and what a person finds and does afterwards.</summary>
public sealed class FailoverStoryTests : IAsyncLifetime
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("failover");
    private readonly ConcurrentQueue<string> _heard = new();
    private readonly FakeTimeProvider _time = new(Some.T0);
    private volatile int _status = 503;
    private Receiver _first = null!;
    private Receiver _second = null!;

    private string Data => Path.Combine(_home.FullName, "data");

    public async ValueTask InitializeAsync()
    {
        _first = await Receiver.StartAsync(c =>
        {
            c.Response.StatusCode = _status;
            return Task.CompletedTask;
        });
        _second = await Receiver.StartAsync(c =>
        {
            _heard.Enqueue(Encoding.UTF8.GetString(_second.Calls[^1].Body));
            return Task.CompletedTask;
        });
        await File.WriteAllTextAsync(Path.Combine(_home.FullName, "monitor.yaml"), $$"""
            judgeEvery: 5s
            channels:
              - id: first
                kind: webhook
                failover: second
                failoverAfter: 5m
                options: { url: "{{_first.Url("/hook")}}" }
              - id: second
                kind: webhook
                options: { url: "{{_second.Url("/hook")}}" }

            """);
    }

    [Fact]
    public async Task A_red_alert_reaches_people_through_the_second_receiver_and_its_dead_letter_is_sent_again_by_hand()
    {
        var ct = TestContext.Current.CancellationToken;
        await using (var app = await MonitorApp.BuildAsync(new MonitorAppOptions { ConfigDirectory = _home.FullName, DataDirectory = Data, Urls = ["http://127.0.0.1:0"], Time = _time }, ct))
        {
            var ledger = app.Services.GetRequiredService<ILedger>();
            await ledger.CommitAsync(new JudgeOutcome
            {
                // Taken by somebody, so that no reminder mixes in.
                Changed = [Some.Alert("a1") with
                {
                    Level = WarningLevel.Red,
                    State = AlertState.Acknowledged,
                    AcknowledgedBy = "值班",
                    AcknowledgedAt = Some.T0,
                    Told = [new Told("first", WarningLevel.Red, Some.T0), new Told("second", WarningLevel.Red, Some.T0)],
                }],
                Notices = [Some.Notice("n1") with { Channel = "first", Level = WarningLevel.Red }],
            }, ct);
            await app.StartAsync(ct);
            await UntilAsync(async () => (await ledger.NoticesAsync("a1", 10, ct))[^1].LastDetail?.Contains("503", StringComparison.Ordinal) == true, ct);
            Assert.Empty(_heard);

            _time.Advance(TimeSpan.FromMinutes(5));
            await UntilAsync(() => Task.FromResult(!_heard.IsEmpty), ct);
            Assert.Contains("原渠道 first 未送达，改由本渠道通知。", JsonNode.Parse(Assert.Single(_heard))!["text"]!.GetValue<string>(), StringComparison.Ordinal);

            // What the first receiver now refuses for good is a dead letter; its copy is not sent a second time.
            _status = 410;
            _time.Advance(TimeSpan.FromHours(1));
            await UntilAsync(async () => await ledger.DeadCountAsync(ct) == 1, ct);
            await UntilAsync(async () => (await ledger.NoticesAsync("a1", 10, ct)).Single(n => n.Notice.Channel == "second").Status == NoticeStatus.Delivered, ct);
            await app.StopAsync(ct);
        }

        Assert.Single(_heard);
        var why = await RunAsync("why", "a1", "--json");
        Assert.Contains("改由备用渠道 second 通知", why.Output, StringComparison.Ordinal);
        var dead = await RunAsync("notify", "dead", "--json");
        Assert.Equal((1, "n1", "second"), (dead.Code, JsonNode.Parse(dead.Output)!["id"]!.GetValue<string>(), JsonNode.Parse(dead.Output)!["handedTo"]!.GetValue<string>()));
        Assert.Equal(2, (await RunAsync("notify", "resend")).Code);
        var again = await RunAsync("notify", "resend", "--channel", "first", "--owner", "值班");
        Assert.Equal((0, "1"), (again.Code, again.Output.Trim()));
        Assert.Equal(0, (await RunAsync("notify", "dead")).Code);

        _status = 200;
        var before = _first.Calls.Count;
        await using var next = await MonitorApp.BuildAsync(new MonitorAppOptions { ConfigDirectory = _home.FullName, DataDirectory = Data, Urls = ["http://127.0.0.1:0"], Time = TimeProvider.System }, ct);
        var store = next.Services.GetRequiredService<ILedger>();
        await next.StartAsync(ct);
        await UntilAsync(async () => (await store.NoticesAsync("a1", 10, ct)).Single(n => n.Notice.Id == "n1").Status == NoticeStatus.Delivered, ct);
        Assert.Equal((before + 1, 1), (_first.Calls.Count, _heard.Count));
        Assert.Contains(await store.AuditTrailAsync(10, ct), e => e is { Who: "值班", Action: "notice-resend", Subject: "n1" });
        await next.StopAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
        _home.Delete(recursive: true);
    }

    private static async Task UntilAsync(Func<Task<bool>> met, CancellationToken ct)
    {
        var began = Stopwatch.StartNew();
        while (!await met())
        {
            Assert.True(began.Elapsed < TimeSpan.FromSeconds(60), "waited a minute in vain");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, ct);
        }
    }

    private async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "monitor.dll"), .. arguments, "--config", _home.FullName, "--data", Data]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }
}
