using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Host.Drill;
using Monitor.Host.Drill.Reporting;
using Monitor.Host.Drill.Scenarios;
using Monitor.Storage.Sqlite;
using Xunit;

namespace Monitor.Tests.Host.Drill;

/// <summary>What a drill's true ledger holds, told against its goals; kept and compared.</summary>
public sealed class DrillReportTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2027, 6, 28, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("report");
    private SqliteStore _store = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _store = await SqliteStore.OpenAsync(_home.FullName, new FakeTimeProvider(Start), NullLoggerFactory.Instance, Ct);

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _home.Delete(recursive: true);
    }

    [Fact]
    public async Task Times_count_from_the_steps_first_event_and_from_the_alert()
    {
        await AlertAsync(acknowledged: 100);
        await DeliverAsync("mail", seconds: 1.5);
        var step = (await ComposeAsync("d1")).Steps[0];
        Assert.Equal((30d, 60d, true), (step.Detect, step.DetectGoal, step.DetectInTime));
        Assert.Equal((1.5, true), (step.Deliveries[0].After, step.DeliverInTime));
        Assert.Equal(("chen", 60d, true), (step.AcknowledgedBy, step.Acknowledge, step.AcknowledgeInTime));
        Assert.Equal((38d, 39.5, 98d), (step.SinceFirst.Detected, step.SinceFirst.Delivered, step.SinceFirst.Acknowledged));
    }

    [Fact]
    public async Task A_channel_that_refused_is_named_with_its_answer_and_the_goal_is_missed()
    {
        await AlertAsync(acknowledged: 100);
        await DeliverAsync("mail", seconds: 1, new Receipt(DeliveryOutcome.Permanent, "550 no such user"));
        var report = await ComposeAsync("d1");
        Assert.Equal(("mail", 1, 0, 1, "550 no such user"), (report.Channels[0].Channel, report.Channels[0].Notices, report.Channels[0].Delivered, report.Channels[0].Failed, report.Channels[0].LastFailure));
        Assert.False(report.Steps[0].DeliverInTime);
        Assert.False(report.AllWithinGoals);
        Assert.Contains("550 no such user", Text(report, null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_reacting_is_a_result_too()
    {
        await AlertAsync(acknowledged: null);
        var text = Text(await ComposeAsync("d1"), null);
        Assert.Contains("无人确认：系统不可用", text, StringComparison.Ordinal);
        Assert.Contains("未发现：证书将到期", text, StringComparison.Ordinal);
        Assert.Contains("没有渠道接收：系统不可用", text, StringComparison.Ordinal);
        Assert.StartsWith("【演练】", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_is_kept_and_the_next_of_its_scenario_compared_with_it()
    {
        var boxes = new DrillBoxes(_store.Ledger);
        var first = await ComposeAsync("d1");
        await boxes.SaveAsync(first, Ct);
        await boxes.SaveAsync(first with { Id = "other", Scenario = "another" }, Ct);
        await AlertAsync(acknowledged: 100);
        var second = await ComposeAsync("d2");
        await boxes.SaveAsync(second, Ct);
        Assert.Equal(["d2", "other", "d1"], await boxes.ReportsAsync(Ct));
        var before = await boxes.BeforeAsync((await boxes.ReportAsync("d2", Ct))!, Ct);
        Assert.Equal("d1", before?.Id);
        Assert.Contains("发现 — → 30 秒", Text(second, before), StringComparison.Ordinal);
    }

    private async Task AlertAsync(int? acknowledged)
    {
        var opened = new Alert
        {
            Id = "a1",
            Fingerprint = "outage:filing",
            Kind = "outage",
            Subject = "filing",
            Team = Team.Security,
            Level = WarningLevel.Orange,
            State = AlertState.Firing,
            Title = "【演练】系统无法访问",
            Why = "w",
            Since = Start,
            OpenedAt = Start.AddSeconds(40),
            UpdatedAt = Start,
            LastFiring = Start,
            Version = 1,
            AcknowledgedBy = acknowledged is null ? null : "chen",
            AcknowledgedAt = acknowledged is { } s ? Start.AddSeconds(s) : null,
        };
        await _store.Ledger.CommitAsync(new JudgeOutcome { Changed = [opened] }, Ct);
    }

    private async Task DeliverAsync(string channel, double seconds, Receipt? receipt = null)
    {
        var made = Start.AddSeconds(40);
        var notice = new Notice { Id = "n-" + channel, AlertId = "a1", Kind = NoticeKind.Opened, Channel = channel, Level = WarningLevel.Orange, Subject = "s", Text = "t", CreatedAt = made };
        await _store.Ledger.CommitAsync(new JudgeOutcome { Notices = [notice] }, Ct);
        var leased = await _store.Ledger.LeaseAsync(channel, TimeSpan.FromMinutes(1), made, Ct);
        await _store.Ledger.SettleAsync(leased!, receipt ?? new Receipt(DeliveryOutcome.Delivered, "ok"), made.AddSeconds(seconds), null, Ct);
    }

    private Task<DrillReport> ComposeAsync(string id) => DrillReporter.ComposeAsync(
        new DrillState
        {
            Id = id,
            Scenario = new DrillScenario
            {
                Id = "mine",
                Title = "我的演练",
                Expect =
                [
                    new DrillStep { Name = "系统不可用", Kind = "outage", Level = WarningLevel.Orange, After = TimeSpan.FromSeconds(10), Within = TimeSpan.FromMinutes(1) },
                    new DrillStep { Name = "证书将到期", Kind = "certificate" },
                ],
            },
            By = "王组长",
            StartedAt = Start,
            EndsBy = Start.AddMinutes(30),
            FirstEventAt = Start.AddSeconds(2),
            EndedAt = Start.AddMinutes(30),
            EndReason = DrillEnding.Limit,
        },
        _store.Ledger, new DrillsConfig(), Ct);

    private static string Text(DrillReport report, DrillReport? before)
    {
        var output = new StringWriter();
        Monitor.Host.Cli.DrillPrint.Write(DrillPaper.Compose(report, before), output);
        return output.ToString();
    }
}
