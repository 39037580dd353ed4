using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Monitor.Core.Alerts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Probes;
using Monitor.Core.Security;
using Monitor.Core.Sources;
using Monitor.Host.Board;
using Monitor.Host.Board.Markup;
using Monitor.Host.Board.Speech;
using Monitor.Host.Configuration;
using Xunit;

namespace Monitor.Tests.Board;

public sealed partial class BoardEnglishTests
{
    private static readonly DateTimeOffset Now = District.Now;

    /// <summary>All that is stored here is Latin, so whatever Chinese a page shows is its own.</summary>
    [Theory]
    [InlineData("/"), InlineData("/alerts"), InlineData("/alerts/a1"), InlineData("/targets"), InlineData("/wall")]
    public async Task The_main_pages_have_nothing_left_to_translate(string path)
    {
        await using var server = await StartAsync();
        using var client = await server.SignedInAsync(Role.Viewer);
        foreach (var address in new[] { path + "?lang=en", path })
        {
            using var page = new HtmlParser().ParseDocument(await client.GetStringAsync(address));
            Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
            foreach (var other in page.QuerySelectorAll("[lang^=zh]")) other.Remove();
            page.Body!.RemoveAttribute("data-words");
            var texts = page.All.SelectMany(e => e.Attributes).Select(a => a.Value).Append(page.DocumentElement.TextContent);
            Assert.Empty(texts.SelectMany(t => Chinese().Matches(t)).Select(m => m.Value).Distinct());
        }
    }

    [Fact]
    public void Keys_without_an_English_word()
    {
        List<string> missing = [];
        foreach (var file in Directory.EnumerateFiles(Support.Repository.File("src", "Host", "Board"), "*.cs", SearchOption.AllDirectories))
            missing.AddRange(Said().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value).Where(k => Chinese().IsMatch(k) && !Dictionary.English.ContainsKey(k)).Select(k => $"{Path.GetFileName(file)}: {k}"));
        missing.AddRange(Guides.Texts.Values.Concat(ScriptWords.All).Concat(Terms.Known.Values).Where(k => !Dictionary.English.ContainsKey(k)));
        Assert.Empty(missing);
    }

    [Fact]
    public async Task Every_value_has_an_English_word()
    {
        List<string> left = [];
        await Tongue.Apply(English(), _ =>
        {
            left.AddRange(All<WarningLevel>(Words.Of).Concat(All<Team>(Words.Of)).Concat(All<AlertState>(Words.Of)).Concat(All<DecisionReason>(Words.Of)).Concat(All<SentimentLabel>(Words.Of)).Concat(All<RiskBand>(Words.Of))
                .Concat(All<ProbeState>(Words.Of)).Concat(All<FindingSeverity>(Words.Of)).Concat(All<SourceState>(Words.Of)).Concat(All<NoticeStatus>(Words.Of)).Concat(All<NoticeKind>(Words.Of)).Concat(All<ClaimVerdict>(Words.Of))
                .Concat(All<ClaimStance>(Words.Of)).Concat(All<Role>(Words.Of)).Concat(All<ClaimKind>(Terms.Of)).Where(w => Chinese().IsMatch(w)));
            return Task.CompletedTask;
        });
        Assert.Empty(left);
        Assert.Equal("红色", Words.Of(WarningLevel.Red));
    }

    [Fact]
    public async Task The_choice_is_remembered_and_can_be_taken_back()
    {
        await using var server = await StartAsync();
        using var client = await server.SignedInAsync(Role.Viewer);
        Assert.Contains("<html lang=\"zh-CN\">", await client.GetStringAsync("/alerts"));
        using var english = new HtmlParser().ParseDocument(await client.GetStringAsync("/posts?words=filing&lang=en"));
        Assert.Equal("/posts?words=filing&lang=zh", english.QuerySelector("a.language")!.GetAttribute("href"));
        Assert.Contains("<html lang=\"en\">", await client.GetStringAsync("/alerts"));
        Assert.Contains("<html lang=\"zh-CN\">", await client.GetStringAsync("/alerts?lang=zh"));
        Assert.Contains("<html lang=\"zh-CN\">", await client.GetStringAsync("/alerts?lang=%22%3E"));
        var answer = await client.GetAsync("/alerts?lang=en");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("httponly", answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith(Tongue.Cookie, StringComparison.Ordinal)), StringComparison.OrdinalIgnoreCase);
    }

    private static Microsoft.AspNetCore.Http.DefaultHttpContext English() => new() { Request = { QueryString = new("?lang=en") } };

    private static IEnumerable<string> All<T>(Func<T, string> word) where T : struct, Enum => Enum.GetValues<T>().Select(word);

    private static async Task<BoardServer> StartAsync()
    {
        var config = new MonitorConfig
        {
            Sources = [new SourceDefinition { Id = "forum", Name = "Forum", Kind = "page", Platform = "forum", ExpectWithin = TimeSpan.FromHours(1) }, new SourceDefinition { Id = "quiet", Name = "Quiet", Kind = "page", Platform = "news" }],
            Targets = [new TargetDefinition { Id = "filing", Name = "Filing", Kind = "http" }, new TargetDefinition { Id = "site", Name = "Site", Kind = "http" }],
        };
        var server = await BoardServer.StartAsync(config, Now);
        server.Archive.Stories.Add(new Story { Id = "s1", Text = "filing is down", FirstSeen = Now.AddHours(-1), LastSeen = Now, Posts = 3, Authors = 3, Sources = 1, Platforms = 1, MaxRisk = .9, MeanRisk = .5, Topic = Topics.SystemOutage });
        server.Archive.Hours.Add(new HourCount(HourTally.HourOf(Now), Topics.SystemOutage, SentimentLabel.Negative, 3));
        server.Archive.Sources.Add(new SourceStatus("forum", new SourceRun { SourceId = "forum", At = Now.AddMinutes(-1), State = SourceState.Blocked }, Now.AddHours(-3), Now.AddDays(-9), 12));
        server.Archive.Probes.AddRange(Enumerable.Range(0, 9).Select(i => new ProbeResult { TargetId = "filing", At = Now.AddSeconds(-30 - (60 * i)), State = i < 2 ? ProbeState.Down : ProbeState.Up, FailedPhase = i < 2 ? "first-byte" : null, Timings = new PhaseTimings(1, 2, 3, 4, 5, 15) }));
        foreach (var (id, team, level) in new[] { ("a1", Team.Security, WarningLevel.Orange), ("a2", Team.Propaganda, WarningLevel.Yellow) })
        {
            server.Ledger.Alerts.Add(new Alert
            {
                Id = id,
                Fingerprint = "outage:" + id,
                Kind = "outage",
                Subject = "filing",
                Team = team,
                Level = level,
                State = AlertState.Firing,
                Title = "Filing is down",
                Why = "7 of 10 failed",
                Evidence = ["s1", "forum"],
                Since = Now.AddMinutes(-70),
                OpenedAt = Now.AddMinutes(-69),
                UpdatedAt = Now,
                LastFiring = Now,
                Incident = "target:filing",
                AcknowledgedBy = id == "a2" ? "Lin" : null,
                AcknowledgedAt = id == "a2" ? Now : null,
                Version = 1,
            });
        }

        server.Ledger.Decisions.Add(new Decision("outage:a1", "a1", Now.AddMinutes(-6), DecisionReason.Opened, "3 failures in a row", true));
        server.Ledger.Notices.Add(new NoticeRecord(new Notice { Id = "n1", AlertId = "a1", Kind = NoticeKind.Opened, Channel = "duty-mail", Level = WarningLevel.Orange, Subject = "x", Text = "y", CreatedAt = Now, Attempts = 1 }, NoticeStatus.Delivered, "250 queued", Now));
        return server;
    }

    [GeneratedRegex("[\\u3000-\\u303f\\u4e00-\\u9fff\\uff00-\\uffef]+")]
    private static partial Regex Chinese();

    [GeneratedRegex("Say\\(\"([^\"]+)\"")]
    private static partial Regex Said();
}
