using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Probes;
using Monitor.Core.Season;
using Monitor.Core.Sources;
using Monitor.Host.Configuration;

namespace Monitor.Tests.Board;

/// <summary>A busy hour of a district, so that every page has something on it. <c>hostile</c> is put wherever strangers' text can come from.</summary>
internal static class District
{
    public static readonly DateTimeOffset Now = new(2026, 6, 26, 2, 30, 0, TimeSpan.Zero);

    public static MonitorConfig Config { get; } = new()
    {
        Season = new ExamSeason { Name = "2026 高考", Phases = [new Phase { Name = "志愿填报", From = Now.AddDays(-1), Until = Now.AddDays(5) }] },
        Sources = [new SourceDefinition { Id = "forum", Name = "本地论坛", Kind = "page", Platform = "forum" },
            new SourceDefinition { Id = "hot", Name = "微博热搜", Kind = "json-list", Platform = "weibo" },
            new SourceDefinition { Id = "bureau", Name = "区教育局通知", Kind = "feed", Platform = "official", Role = SourceRole.Official, ExpectWithin = TimeSpan.FromHours(4) }],
        Targets = [new TargetDefinition { Id = "filing", Name = "志愿填报系统", Kind = "http" }, new TargetDefinition { Id = "score", Name = "成绩查询", Kind = "http" },
            new TargetDefinition { Id = "site", Name = "教育局官网", Kind = "http" }],
    };

    public static async Task<BoardServer> StartAsync(string hostile = "", string url = "http://127.0.0.1:0")
    {
        var server = await BoardServer.StartAsync(Config, Now, url);
        Fill(server.Archive, hostile);
        Fill(server.Ledger, hostile);
        return server;
    }

    private static void Fill(FakeArchive archive, string hostile)
    {
        archive.Posts.AddRange(Enumerable.Range(0, 12).Select(i => Post(i, hostile)));
        archive.Posts.AddRange(Asking(hostile));
        archive.Stories.Add(new Story { Id = "s1", Text = "听说志愿填报系统崩了，填好的志愿全丢了" + hostile, FirstSeen = Now.AddMinutes(-50), LastSeen = Now.AddMinutes(-1), Posts = 12, Authors = 9, Sources = 2, Platforms = 2, MaxRisk = .91, MeanRisk = .62, Topic = Topics.SystemOutage });
        archive.Stories.Add(new Story { Id = "s2", Text = "内部渠道有录取名额，十万保录" + hostile, FirstSeen = Now.AddHours(-3), LastSeen = Now.AddMinutes(-20), Posts = 4, Authors = 2, Sources = 1, Platforms = 1, MaxRisk = .97, MeanRisk = .9, Topic = Topics.Fraud });
        foreach (var target in Config.Targets) archive.Probes.AddRange(Enumerable.Range(0, 60).Select(i => Probe(target.Id, i, hostile)));
        archive.Curve.AddRange(Enumerable.Range(0, 70).Select(i => new PostBucket(Now.AddMinutes(-5 * i), 4 + (60 / (i + 1)) + (i % 5), (40 / (i + 1)) + (i % 3), 2, 1 + (i % 2), i < 9 ? 3 : 0)));
        archive.Sources.Add(new SourceStatus("forum", new SourceRun { SourceId = "forum", At = Now.AddMinutes(-1), State = SourceState.Ok, Items = 30, Fresh = 4 }, Now.AddMinutes(-1), Now.AddDays(-9), 812));
        archive.Sources.Add(new SourceStatus("hot", new SourceRun { SourceId = "hot", At = Now.AddMinutes(-2), State = SourceState.Blocked, Error = "返回验证码页面" + hostile }, Now.AddHours(-2), Now.AddDays(-9), 4400));
    }

    /// <summary>Two concerns: one an official notice answers, one nobody does.</summary>
    private static IEnumerable<Post> Asking(string hostile)
    {
        string[] texts = ["志愿填报什么时候截止", "请问志愿填报几号截止", "志愿填报截止是几点啊", "报名系统收不到验证码怎么办", "报名系统验证码一直收不到", "验证码收不到，报名系统登不上"];
        for (var i = 0; i < texts.Length; i++)
        {
            var post = Post(20 + i, hostile);
            yield return post with
            {
                Id = "asked-" + i,
                StoryId = null,
                Title = null,
                Text = texts[i] + hostile,
                AuthorKey = "asker-" + i,
                Assessment = post.Assessment! with { Form = "question", Topics = [i < 3 ? Topics.Admission : Topics.SystemOutage] },
            };
        }

        yield return Post(30, hostile) with
        {
            Id = "official-1",
            StoryId = null,
            SourceId = "bureau",
            Platform = "official",
            Role = SourceRole.Official,
            AuthorKey = null,
            Title = "关于志愿填报时间的通知",
            Text = "志愿填报截止时间为6月29日17时，逾期不予补报。" + hostile,
        };
    }

    private static Post Post(int i, string hostile) => new()
    {
        Id = "p" + i,
        SourceId = i % 3 == 0 ? "hot" : "forum",
        Platform = i % 3 == 0 ? "weibo" : "forum",
        Title = "志愿填报系统进不去" + hostile,
        Text = "听说填报系统崩了，填好的全丢了，内部人员说要延期 🥲" + hostile,
        Url = hostile.Length > 0 ? "javascript:alert(1)//" + hostile : "https://forum.example.net/t/" + i,
        AuthorKey = "feedface" + i,
        Published = Now.AddMinutes(-4 * i),
        FirstSeen = Now.AddMinutes((-4 * i) + 1),
        StoryId = "s1",
        Heat = 2000 - i,
        Replies = i,
        Assessment = new Assessment
        {
            Relevance = .97,
            Sentiment = new Sentiment(SentimentLabel.Negative, .82, .15, .03),
            Topics = [Topics.SystemOutage],
            Form = "hearsay",
            Model = "2026.1",
            Claims = i == 1 ? [new CheckedClaim(new Claim(ClaimKind.Deadline, "填报延长到30号" + hostile, "filing-deadline", 2026, ClaimValue.None, ClaimStance.Asserted), ClaimVerdict.Contradicts, Fact(hostile))] : [],
            Rebuttal = i == 1 ? new OfficialRebuttal { Id = "r1", Denied = "延期", Quote = "网传延期不实" + hostile, Url = Link(hostile), SourceId = "bureau", Published = Now } : null,
            Rumour = new RumourRisk(.91, RiskBand.High, [new Reason("cue", "内部人员说", 1.4), new Reason("word", "听说", .8), new Reason("claim", "延期" + hostile, .5), new Reason("fact", "官方：填报时间未变", .9)]),
        },
    };

    private static OfficialFact Fact(string hostile) => new()
    {
        Id = "f1",
        Kind = ClaimKind.Deadline,
        Subject = "filing-deadline",
        Year = 2026,
        Value = ClaimValue.None,
        Quote = "志愿填报6月28日17:00截止" + hostile,
        Url = Link(hostile),
        SourceId = "bureau",
        Published = Now.AddDays(-2),
    };

    private static string Link(string hostile) => hostile.Length > 0 ? "javascript:alert(1)//" + hostile : "https://gov.example.net/1";

    private static ProbeResult Probe(string target, int i, string hostile)
    {
        var down = target == "filing" && i is < 7 or (> 30 and < 33) && target == "filing";
        return new ProbeResult
        {
            TargetId = target,
            At = Now.AddMinutes(-i).AddSeconds(-10),
            State = down ? ProbeState.Down : target == "score" && i % 9 == 0 ? ProbeState.Degraded : ProbeState.Up,
            FailedPhase = down ? "first-byte" : null,
            Status = down ? 502 : 200,
            Message = down ? "返回 502，应为 200" + hostile : null,
            Timings = new PhaseTimings(4 + (i % 3), 11, 23 + (i % 7), down ? null : 80 + (i * 3 % 40), down ? null : 12, 140),
            Findings = [new Finding("tls.expiring", FindingSeverity.Medium, "证书 12 天后到期" + hostile)],
        };
    }

    private static void Fill(FakeLedger ledger, string hostile)
    {
        ledger.Alerts.Add(Alert("a1", "outage", "filing", Team.Security, WarningLevel.Orange, "志愿填报系统不可用" + hostile, 7, hostile));
        ledger.Alerts.Add(Alert("a2", "rumour-story", "s1", Team.Propaganda, WarningLevel.Yellow, "疑似谣言扩散：填报系统崩溃、志愿丢失" + hostile, 43, hostile));
        ledger.Alerts.Add(Alert("a3", "certificate", "site", Team.Security, WarningLevel.Blue, "证书即将到期" + hostile, 3000, hostile) with { State = AlertState.Resolved, ResolvedAt = Now.AddHours(-1) });
        ledger.Decisions.Add(new Decision("outage:filing", "a1", Now.AddMinutes(-6), DecisionReason.Opened, "连续 3 次失败" + hostile, true));
        ledger.Notices.Add(new NoticeRecord(new Notice { Id = "n1", AlertId = "a1", Kind = NoticeKind.Opened, Channel = "duty-mail", Level = WarningLevel.Orange, Subject = "x", Text = "y", CreatedAt = Now.AddMinutes(-6), Attempts = 1 }, NoticeStatus.Delivered, "250 2.0.0 queued" + hostile, Now.AddMinutes(-6)));
        ledger.Trail.Add(new Monitor.Core.Security.AuditEntry(Now.AddHours(-1), "Admin", "sign-in", "Admin", "成功" + hostile));
    }

    private static Alert Alert(string id, string kind, string subject, Team team, WarningLevel level, string title, int minutes, string hostile) => new()
    {
        Id = id,
        Fingerprint = kind + ":" + subject,
        Kind = kind,
        Subject = subject,
        Team = team,
        Level = level,
        LevelIssued = level < WarningLevel.Orange,
        State = AlertState.Firing,
        Title = title,
        Why = "最近 10 次探测失败 7 次，同时有 12 条相关帖文" + hostile,
        Evidence = ["s1", "p1", "x" + hostile],
        Since = Now.AddMinutes(-minutes),
        OpenedAt = Now.AddMinutes(-minutes + 1),
        UpdatedAt = Now,
        LastFiring = Now,
        Version = 1,
    };
}
