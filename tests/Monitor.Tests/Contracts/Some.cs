using Monitor.Core.Alerts;
using Monitor.Core.Cases;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Probes;
using Monitor.Core.Sources;

namespace Monitor.Tests.Contracts;

/// <summary>Valid records to vary from, for everything that is stored.</summary>
internal static class Some
{
    /// <summary>Morning of an exam day.</summary>
    public static readonly DateTimeOffset T0 = new(2026, 6, 7, 9, 0, 0, TimeSpan.FromHours(8));

    public static Post Post(string id, string text = "高考加油") => new()
    {
        Id = id,
        SourceId = "src",
        Platform = "weibo",
        Text = text,
        Published = T0,
        FirstSeen = T0,
        StoryId = "s1",
        Assessment = Assessment(),
    };

    public static Assessment Assessment(
        double risk = 0.25, SentimentLabel mood = SentimentLabel.Neutral, RiskBand band = RiskBand.Low, string topic = Topics.PaperLeak) => new()
        {
            Relevance = 1,
            Sentiment = new Sentiment(mood, 0, 1, 0),
            Rumour = new RumourRisk(risk, band, [new Reason("word", "泄题", 1.5)]),
            Topics = [topic],
            Form = "claim",
            Model = "test",
        };

    public static PostLabel Label(string post, string task, string value, int minute) => new()
    {
        PostId = post,
        Task = task,
        Value = value,
        Text = "脱敏正文",
        Who = "值班",
        At = T0.AddMinutes(minute),
        Expires = T0.AddDays(90),
    };

    public static OfficialFact Fact(string id, double days = 0) => new()
    {
        Id = id,
        Kind = ClaimKind.Deadline,
        Subject = "filing-deadline/高考/本科批",
        Year = 2026,
        Value = new ClaimValue(ValueUnit.Instant, new DateTimeOffset(2026, 6, 28, 17, 0, 0, TimeSpan.FromHours(8)), Change: ClaimChange.Extended),
        Quote = "本科批志愿填报延长至6月28日17:00截止",
        Url = "https://gov.example.test/1",
        SourceId = "gov",
        Published = T0.AddDays(days),
    };

    public static OfficialRebuttal Rebuttal(string id, double days = 0) =>
        new() { Id = id, Denied = "某考点泄题", Quote = "网传某考点泄题不实", Url = "https://gov.example.test/2", SourceId = "gov", Published = T0.AddDays(days) };

    public static SourceRun Run(string source = "src") => new() { SourceId = source, At = T0, State = SourceState.Ok };

    public static IngestBatch Batch(params Post[] posts) => new(Run(), posts, "c1");

    public static ProbeResult Probe(string target, DateTimeOffset at, ProbeState state = ProbeState.Up) => new()
    {
        TargetId = target,
        At = at,
        State = state,
        Timings = new PhaseTimings(1, 2, null, 4, 5, 12),
        Status = 200,
        Findings = [new Finding("tls.expiring", FindingSeverity.Low, "剩 20 天")],
    };

    public static Alert Alert(string id, int version = 1, string fingerprint = "outage:x") => new()
    {
        Id = id,
        Fingerprint = fingerprint,
        Kind = "outage",
        Subject = "x",
        Team = Team.Security,
        Level = WarningLevel.Orange,
        State = AlertState.Firing,
        Title = "t",
        Why = "w",
        Since = T0,
        OpenedAt = T0,
        UpdatedAt = T0,
        LastFiring = T0,
        Version = version,
    };

    public static Case Case(string id, string alert = "a1") => new()
    {
        Id = id,
        AlertId = alert,
        Kind = "rumour-story",
        Title = "t",
        Team = Team.Propaganda,
        Level = WarningLevel.Yellow,
        OpenedBy = "值班",
        OpenedAt = T0,
        ClockFrom = T0,
        UpdatedAt = T0,
    };

    public static Notice Notice(string id, string alert = "a1") => new()
    {
        Id = id,
        AlertId = alert,
        Kind = NoticeKind.Opened,
        Channel = "mail",
        Level = WarningLevel.Blue,
        Subject = "s",
        Text = "t",
        CreatedAt = T0,
    };
}
