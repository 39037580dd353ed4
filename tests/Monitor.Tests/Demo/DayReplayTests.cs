using Monitor.Alerts.Decide;
using Monitor.Analysis;
using Monitor.Analysis.Detectors.Burst;
using Monitor.Analysis.Duplicates;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Probes;
using Monitor.Core.Season;
using Monitor.Core.Signals;
using Monitor.Host.Demo;
using Xunit;

namespace Monitor.Tests.Demo;

/// <summary>The script against the real folder, detectors and alert book, with judgements as a perfect reader would give them.</summary>
public sealed class DayReplayTests
{
    private readonly List<Alert> _alerts = [];
    private readonly List<Decision> _decisions = [];

    [Fact]
    public void A_perfect_reader_lets_the_rumour_and_the_complaints_be_caught_and_nothing_else_be_orange()
    {
        Play();
        var summary = DayScorer.Score(_alerts, _decisions, DemoDay.Start);
        var rumour = summary.Catches.Single(c => c.Event.Id == "rumour");
        Assert.True(rumour.DelayMinutes <= 5, $"rumour: {rumour.DelayMinutes}");
        var complaints = summary.Catches.Single(c => c.Event.Id == "complaints");
        Assert.True(complaints.DelayMinutes <= 20, $"complaints: {complaints.DelayMinutes}");
        Assert.Empty(summary.FalseAlerts);
        Assert.Single(_alerts, a => a.Kind == "rumour-story");
        foreach (var team in new[] { "joint-propaganda", "joint-security" })
            Assert.True(summary.Catches.Single(c => c.Event.Id == team).DelayMinutes <= 10, team);
        Assert.DoesNotContain(_alerts, a => a.Subject.StartsWith("unconfirmed-", StringComparison.Ordinal));
        Assert.DoesNotContain(_alerts, a => a.Restricted);
    }

    private void Play()
    {
        var folder = new StoryFolder(new StoryFolderOptions());
        var posts = Scenario.Load().Select(p => Folded(folder, p)).ToList();
        IDetector[] detectors =
        [
            new BurstDetector(new BurstOptions { Bucket = TimeSpan.FromMinutes(4), Guard = 4, MinBaseline = 6, MinCount = 6 }),
            .. new[] { "outage", "rumour-story", "rising-story", "sentiment-shift", "new-offer", "hype", "distress", "cross-evidence" }
                .Select(name => DetectorCatalog.Kinds.Single(k => k.Name == name).Create(new DetectorDefinition { Kind = name }, new DetectorServices(new ExamSeason()))),
        ];
        var book = new AlertBook(new AlertBookOptions(), [], new NoticeVoice((_, _, _, _) => throw new InvalidOperationException("no channels, no notices"), (_, _, _) => throw new InvalidOperationException()));
        for (var now = DemoDay.Start; now < DemoDay.Start.AddMinutes(DemoDay.Length); now = now.AddSeconds(30))
        {
            var open = _alerts.Where(a => a.State != AlertState.Resolved).ToList();
            var window = new JudgeWindow
            {
                Now = now,
                Phase = null,
                Posts = posts.Where(p => p.FirstSeen <= now).ToList(),
                Targets = [Filing],
                Probes = new Dictionary<string, IReadOnlyList<ProbeResult>> { [Filing.Id] = Probes(now) },
                OpenFingerprints = open.Select(a => a.Fingerprint).ToHashSet(),
            };
            var outcome = book.Decide(open, detectors.SelectMany(d => d.Detect(window)).ToList(), Standing.None, now);
            foreach (var changed in outcome.Changed)
            {
                _alerts.RemoveAll(a => a.Id == changed.Id);
                _alerts.Add(changed);
            }

            _decisions.AddRange(outcome.Decisions);
        }
    }

    private static readonly TargetDefinition Filing = new() { Id = "filing-system", Name = "志愿填报系统", Kind = "http", Confirm = 2 };

    /// <summary>A check a minute, newest first: slow and then failing as the script has it.</summary>
    private static IReadOnlyList<ProbeResult> Probes(DateTimeOffset now)
    {
        var minutes = (int)(now - DemoDay.Start).TotalMinutes;
        return [.. Enumerable.Range(0, minutes + 1).Reverse().Select(m => new ProbeResult
        {
            TargetId = Filing.Id,
            At = DemoDay.Start.AddMinutes(m),
            State = m is >= 53 and < 68 ? ProbeState.Down : m is >= 42 and < 53 ? ProbeState.Degraded : ProbeState.Up,
        })];
    }

    private static Post Folded(StoryFolder folder, ScriptedPost p)
    {
        var at = DemoDay.Start.AddMinutes(Math.Max(p.Minute, 0) + 1);
        var post = new Post
        {
            Id = p.Id,
            SourceId = p.Site,
            Platform = p.Site == "hot" ? "microblog" : p.Site,
            Title = p.Title,
            Text = p.Text,
            Role = p.Site == "notices" ? Core.Sources.SourceRole.Official : Core.Sources.SourceRole.Public,
            AuthorKey = p.Author,
            Published = at,
            FirstSeen = at,
            Backfill = p.Minute < 0,
            Assessment = Read(p),
        };
        return post with { StoryId = folder.Fold(post) };
    }

    private static Assessment Read(ScriptedPost p)
    {
        var rumour = p.Part == "rumour";
        var complaint = !rumour && p.Minute is > 40 and < 62
            && "卡|慢|崩|登不|打不开|服务器|登录|系统挂|加载|转圈".Split('|').Any((p.Title + p.Text).Contains);
        return new Assessment
        {
            Relevance = 0.9,
            Sentiment = rumour || complaint ? new Sentiment(SentimentLabel.Negative, 1, 0, 0) : new Sentiment(SentimentLabel.Neutral, 0, 1, 0),
            Rumour = new RumourRisk(rumour ? 0.9 : 0.1, rumour ? RiskBand.High : RiskBand.Low, []),
            Topics = [rumour ? Topics.PaperLeak : complaint ? Topics.SystemOutage : Topics.ExamOrder],
            Form = "opinion",
            Model = "perfect reader",
        };
    }
}
