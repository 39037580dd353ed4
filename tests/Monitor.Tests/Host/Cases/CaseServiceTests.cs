using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Monitor.Core.Alerts;
using Monitor.Core.Cases;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Security;
using Monitor.Host;
using Monitor.Host.Cases;
using Monitor.Host.Scheduling;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Host.Cases;

/// <summary>Cases in the whole service, composed as it runs.</summary>
public sealed class CaseServiceTests : IAsyncDisposable
{
    private const string Channels = """
        channels:
          - { id: prop, kind: webhook, teams: [propaganda], options: { url: "http://127.0.0.1:9/" } }
          - { id: sec, kind: webhook, teams: [security], options: { url: "http://127.0.0.1:9/" } }
          - { id: all, kind: webhook, options: { url: "http://127.0.0.1:9/" } }
          - { id: loud, kind: webhook, minLevel: red, options: { url: "http://127.0.0.1:9/" } }
        cases:
          departments: [{ id: edu, name: 教育局, topics: [admission] }]

        """;

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("cases");
    private readonly FakeTimeProvider _time = new(Some.T0);

    [Fact]
    public async Task Each_limit_is_told_once_when_near_and_once_when_passed_also_over_a_restart()
    {
        string[] first;
        await using (var app = await OpenAsync())
        {
            await SaveAsync(app, Some.Case("c1") with { Department = "edu" });
            await SaveAsync(app, Some.Case("c2", "a2") with { Level = WarningLevel.Orange, Title = "大事" });
            first = await TellAsync(app, 3);
            Assert.Empty(first);
            Assert.Equal(["case:c2:firstword:soon:all", "case:c2:firstword:soon:prop"], await TellAsync(app, 4.5));
            Assert.Equal(2, (await TellAsync(app, 4.6)).Length);
        }

        await using (var app = await OpenAsync())
        {
            Assert.Equal(2, (await TellAsync(app, 4.7)).Length);
            Assert.Equal(4, (await TellAsync(app, 5.5)).Length);
            var ledger = app.Services.GetRequiredService<ILedger>();
            var c1 = (await ledger.CaseAsync("c1", default))!;
            c1 = CaseMachine.Apply(c1, new JudgeStep(CaseVerdict.True, null), "值班", _time.GetUtcNow()).Next!;
            await SaveAsync(app, c1);
            await SaveAsync(app, CaseMachine.Apply(c1, new AnswerStep("属实，已处理", null, null), "值班", _time.GetUtcNow()).Next!);
            // The other's conference is late too; what was answered is not reminded of.
            var all = await TellAsync(app, 60);
            Assert.Equal(["case:c2:briefing:late:all", "case:c2:briefing:late:prop"], all.Where(n => n.Contains("briefing", StringComparison.Ordinal)));
            Assert.DoesNotContain(all, n => n.Contains("c1", StringComparison.Ordinal));
            var text = (await ledger.NoticesAsync(null, 100, default)).First(n => n.Notice.Id == "case:c2:firstword:late:prop").Notice.Text;
            Assert.Contains("首次发声", text, StringComparison.Ordinal);
            Assert.Contains("已超时 30 分", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_restricted_is_told_only_where_its_team_is_named()
    {
        await using var app = await OpenAsync();
        await SaveAsync(app, Some.Case("c1") with { Restricted = true });
        Assert.Equal(["case:c1:reply:late:prop"], await TellAsync(app, 49));
    }

    [Fact]
    public async Task A_published_denial_meets_later_posts_and_is_known_after_a_restart()
    {
        const string Rumour = "内部消息说本区三中考点今天上午泄题了";
        await using (var app = await OpenAsync())
        {
            var judged = CaseMachine.Apply(Some.Case("c1"), new JudgeStep(CaseVerdict.False, null), "值班", Some.T0).Next!;
            var answered = CaseMachine.Apply(judged, new AnswerStep("经核实，网传三中考点泄题不实。", "本区三中考点上午泄题", "https://gov.example.test/9"), "值班", Some.T0).Next!;
            Assert.Null(await LookAsync(app, Rumour));
            await app.Services.GetRequiredService<ICaseWords>().PublishAsync(answered with { Restricted = true }, default);
            Assert.Null(await LookAsync(app, Rumour));
            foreach (var _ in new[] { 1, 2 }) await app.Services.GetRequiredService<ICaseWords>().PublishAsync(answered, default);
            Assert.Equal("https://gov.example.test/9", (await LookAsync(app, Rumour))!.Url);
            Assert.Null(await LookAsync(app, "三中门口的早餐店不错"));
            Assert.Single(await app.Services.GetRequiredService<IArchive>().RebuttalsAsync(DateTimeOffset.MinValue.AddYears(1), default));
        }

        await using (var app = await OpenAsync()) Assert.NotNull(await LookAsync(app, Rumour));
    }

    [Fact]
    public async Task An_answer_stored_before_a_crash_becomes_an_official_word_at_the_next_start()
    {
        var judged = CaseMachine.Apply(Some.Case("c1"), new JudgeStep(CaseVerdict.False, null), "值班", Some.T0).Next!;
        await using var app = await OpenAsync();
        await SaveAsync(app, Some.Case("c1"));
        await SaveAsync(app, judged);
        await SaveAsync(app, CaseMachine.Apply(judged, new AnswerStep("不实", "本区三中考点上午泄题", null), "值班", Some.T0).Next!);
        await TellAsync(app, 1);
        Assert.NotNull(await LookAsync(app, "本区三中考点上午泄题"));
    }

    public ValueTask DisposeAsync()
    {
        _home.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<OfficialRebuttal?> LookAsync(WebApplication app, string text)
    {
        await app.Services.GetRequiredService<FactShelf>().WarmAsync(Some.T0, default);
        return Monitor.Analysis.Claims.ClaimChecker.Look(text, Some.T0.AddHours(1), Monitor.Core.Sources.SourceRole.Public, app.Services.GetRequiredService<FactShelf>().Book).Rebuttal;
    }

    private static Task SaveAsync(WebApplication app, Case subject) =>
        app.Services.GetRequiredService<ILedger>().SaveCaseAsync(subject, new AuditEntry(Some.T0, "值班", "case", subject.Id, null), default);

    /// <summary>All reminders so far, that many hours after the start.</summary>
    private async Task<string[]> TellAsync(WebApplication app, double hours)
    {
        _time.SetUtcNow(Some.T0.AddHours(hours));
        await app.Services.GetRequiredService<CaseLoop>().RunAsync(default);
        return [.. (await app.Services.GetRequiredService<ILedger>().NoticesAsync(null, 100, default)).Select(n => n.Notice.Id).Order(StringComparer.Ordinal)];
    }

    private Task<WebApplication> OpenAsync()
    {
        var config = _home.CreateSubdirectory("config").FullName;
        File.WriteAllText(Path.Combine(config, "monitor.yaml"), Channels);
        return MonitorApp.BuildAsync(new MonitorAppOptions { ConfigDirectory = config, DataDirectory = Path.Combine(_home.FullName, "data"), RunLoops = false, Time = _time }, default);
    }
}
