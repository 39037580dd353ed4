using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Monitor.Alerts.Digest;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Monitor.Host;
using Monitor.Host.Digests;
using Monitor.Host.Scheduling;
using Monitor.Host.Security;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Host.Digests;

/// <summary>Letters in the whole service, composed as it runs. T0 is Sunday, 7 June 2026, 09:00 in Beijing; letters are due on Mondays at 08:00.</summary>
public sealed class DigestServiceTests : IAsyncDisposable
{
    private const string Config = """
        board: { publicUrl: "https://monitor.example.cn/" }
        channels:
          - { id: mail, kind: email, options: { host: 127.0.0.1, port: 9, from: m@q.example, to: [duty@q.example] } }
          - { id: en, kind: email, teams: [security], language: en, options: { host: 127.0.0.1, port: 9, from: m@q.example, to: [en@q.example] } }
          - { id: hook, kind: webhook, options: { url: "http://127.0.0.1:9/" } }
        digest:
          channels: [mail, en, hook]
          channel: mail
          roles: [dutyOfficer, security]
          daily: { channels: [mail] }

        """;

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("digest");
    private readonly FakeTimeProvider _time = new(Some.T0);

    private string Data => Path.Combine(_home.FullName, "data");

    [Fact]
    public async Task A_week_is_sent_once_over_restarts_late_if_need_be_and_only_the_newest()
    {
        await using (var app = await OpenAsync()) Assert.Empty(await TurnAsync(app, 0));
        // Three weeks of pause, then one letter for each channel, of the newest week.
        await using (var app = await OpenAsync())
        {
            Assert.Equal(["digest:2026-W25:en", "digest:2026-W25:hook", "digest:2026-W25:mail"], await TurnAsync(app, 24 * 16));
            Assert.Equal(3, (await TurnAsync(app, 24 * 16.1)).Length);
        }

        await using (var app = await OpenAsync()) Assert.Equal(3, (await TurnAsync(app, 24 * 16.2)).Length);
    }

    [Fact]
    public async Task A_crash_in_the_commit_leaves_neither_letter_nor_moment_and_the_next_turn_sends_it()
    {
        await using var app = await OpenAsync();
        await TurnAsync(app, 0);
        Sql("CREATE TRIGGER crash BEFORE UPDATE ON settings BEGIN SELECT raise(ABORT, 'crash'); END");
        await Assert.ThrowsAnyAsync<Exception>(() => TurnAsync(app, 24));
        Assert.Empty(await LettersAsync(app));
        Sql("DROP TRIGGER crash");
        Assert.Equal(3, (await TurnAsync(app, 24)).Length);
    }

    [Fact]
    public async Task Two_hosts_on_one_store_send_one_letter()
    {
        await using var one = await OpenAsync();
        await using var two = await OpenAsync();
        await TurnAsync(one, 0);
        _time.SetUtcNow(Some.T0.AddHours(24));
        await Task.WhenAll(one.Services.GetRequiredService<DigestLoop>().RunAsync(default), two.Services.GetRequiredService<DigestLoop>().RunAsync(default));
        Assert.Equal(3, (await TurnAsync(two, 24.1)).Length);
    }

    [Fact]
    public async Task Each_person_of_a_role_gets_their_own_letter_and_can_leave()
    {
        await using var app = await OpenAsync();
        await app.StartAsync(TestContext.Current.CancellationToken);
        await PersonAsync(app, "duty", Role.DutyOfficer);
        await PersonAsync(app, "sec", Role.Security);
        await PersonAsync(app, "viewer", Role.Viewer);
        await TurnAsync(app, 0);
        var ids = await TurnAsync(app, 24);
        Assert.Equal(["digest:2026-w23:mail:duty", "digest:2026-w23:mail:sec"], ids.Where(i => i.Contains(":mail:", StringComparison.Ordinal)));
        var ledger = app.Services.GetRequiredService<ILedger>();
        var duty = (await ledger.NoticesAsync(null, 100, default)).Single(n => n.Notice.Id.EndsWith(":duty", StringComparison.Ordinal)).Notice;
        Assert.Equal(["duty@q.example"], duty.To);
        Assert.StartsWith("https://monitor.example.cn/digest/unsubscribe?t=w.", duty.Unsubscribe, StringComparison.Ordinal);

        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var way = new Uri(duty.Unsubscribe!).PathAndQuery;
        Assert.Contains("确认退订", await client.GetStringAsync(way), StringComparison.Ordinal);
        Assert.True((await MailboxAsync(ledger, "duty")).Weekly);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync(way[..^3] + "AAA", null)).StatusCode);
        // As a mail program does it: no cookie, no form of ours.
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync(way, new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync(way, null)).StatusCode);
        Assert.Equal((false, true), ((await MailboxAsync(ledger, "duty")).Weekly, (await MailboxAsync(ledger, "duty")).Daily));
        Assert.Single(await ledger.AuditTrailAsync(100, default), e => e is { Action: "digest.unsubscribe", Who: "duty" });
        Assert.DoesNotContain(await TurnAsync(app, 24 * 8), i => i.StartsWith("digest:2026-w24", StringComparison.Ordinal) && i.EndsWith(":duty", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_come_with_the_lease_and_text_channels_say_that_mail_has_them()
    {
        await using var app = await OpenAsync();
        await TurnAsync(app, 0);
        await TurnAsync(app, 24);
        var ledger = app.Services.GetRequiredService<ILedger>();
        Assert.All(await ledger.NoticesAsync(null, 100, default), n => Assert.Empty(n.Notice.Attachments));
        var leased = await ledger.LeaseAsync("mail", TimeSpan.FromMinutes(1), _time.GetUtcNow(), default);
        Assert.Equal(["digest-2026-W23.docx", "digest-2026-W23.xlsx"], leased!.Notice.Attachments.Select(a => a.Name));
        var hook = await ledger.LeaseAsync("hook", TimeSpan.FromMinutes(1), _time.GetUtcNow(), default);
        Assert.Empty(hook!.Notice.Attachments);
        Assert.Contains("随邮件发送", hook.Notice.Text, StringComparison.Ordinal);
        Assert.Contains("public opinion and system security", (await ledger.LeaseAsync("en", TimeSpan.FromMinutes(1), _time.GetUtcNow(), default))!.Notice.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_without_news_brings_no_brief_and_one_with_an_alert_does()
    {
        await using var app = await OpenAsync();
        await TurnAsync(app, 0);
        Assert.DoesNotContain(await TurnAsync(app, 23), i => i.StartsWith("brief", StringComparison.Ordinal));
        await app.Services.GetRequiredService<ILedger>().CommitAsync(new JudgeOutcome { Changed = [Some.Alert("a1") with { OpenedAt = Some.T0.AddHours(30) }] }, default);
        Assert.Contains("brief:2026-06-09:mail", await TurnAsync(app, 47));
        Assert.Equal(NoticeKind.Brief, (await app.Services.GetRequiredService<ILedger>().NoticesAsync(null, 100, default)).Single(n => n.Notice.Id == "brief:2026-06-09:mail").Notice.Kind);
    }

    [Fact]
    public async Task What_is_restricted_never_reaches_a_letter()
    {
        await using var app = await OpenAsync();
        await app.Services.GetRequiredService<ILedger>().CommitAsync(new JudgeOutcome { Changed = [Some.Alert("a1") with { Restricted = true, Title = "轻生" }] }, default);
        var data = await app.Services.GetRequiredService<DigestDesk>().ReadAsync(DigestSpan.Week("2026-W23")!, default);
        Assert.Empty(data.Alerts);
    }

    [Fact]
    public async Task Sent_by_hand_it_is_not_sent_again_by_the_clock()
    {
        await using var app = await OpenAsync();
        await TurnAsync(app, 0);
        var desk = app.Services.GetRequiredService<DigestDesk>();
        Assert.Equal(3, (await desk.SendAsync(DigestSpan.Week("2026-W23")!, null, "值班", default)).New.Count);
        Assert.Equal(3, (await desk.SendAsync(DigestSpan.Week("2026-W23")!, null, "值班", default)).Known.Count);
        Assert.Equal(3, (await TurnAsync(app, 24)).Length);
        Assert.Contains(await app.Services.GetRequiredService<ILedger>().AuditTrailAsync(10, default), e => e is { Action: "digest.send", Who: "值班", Subject: "digest:2026-W23" });
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        _home.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task PersonAsync(WebApplication app, string name, Role role)
    {
        await app.Services.GetRequiredService<IUserDoor>().CreateAsync(name, role, default);
        await app.Services.GetRequiredService<ILedger>().SaveMailboxAsync(new Mailbox(name, name + "@q.example"), new AuditEntry(Some.T0, name, "mailbox.save", name, null), default);
    }

    private static async Task<Mailbox> MailboxAsync(ILedger ledger, string name) => (await ledger.MailboxesAsync(default)).Single(m => m.User == name);

    private async Task<string[]> TurnAsync(WebApplication app, double hours)
    {
        _time.SetUtcNow(Some.T0.AddHours(hours));
        await app.Services.GetRequiredService<DigestLoop>().RunAsync(default);
        return await LettersAsync(app);
    }

    private static async Task<string[]> LettersAsync(WebApplication app) =>
        [.. (await app.Services.GetRequiredService<ILedger>().NoticesAsync(null, 100, default)).Select(n => n.Notice.Id).Order(StringComparer.Ordinal)];

    private void Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Data, "monitor.db")}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private Task<WebApplication> OpenAsync()
    {
        var config = _home.CreateSubdirectory("config").FullName;
        File.WriteAllText(Path.Combine(config, "monitor.yaml"), Config);
        return MonitorApp.BuildAsync(new MonitorAppOptions { ConfigDirectory = config, DataDirectory = Data, RunLoops = false, Time = _time, Urls = ["http://127.0.0.1:0"] }, default);
    }
}
