using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Probes;
using Monitor.Core.Sources;

namespace Monitor.Tests.Analysis.Detectors;

/// <summary>Short words for what a detector looks at.</summary>
internal static class Windows
{
    public static readonly DateTimeOffset Now = new(2026, 6, 26, 12, 0, 0, TimeSpan.FromHours(8));

    public static readonly TargetDefinition Portal = new() { Id = "portal", Name = "志愿填报系统", Kind = "http", Confirm = 3, Interval = TimeSpan.FromSeconds(30) };

    public static JudgeWindow Empty { get; } = new() { Now = Now, Phase = null };

    /// <summary>U = up, D = down, G = degraded, ? = unknown; newest first, half a minute apart.</summary>
    public static JudgeWindow Probing(string states, params string[] open) => Empty with
    {
        Targets = [Portal],
        Probes = new Dictionary<string, IReadOnlyList<ProbeResult>> { ["portal"] = [.. states.Select(Probe)] },
        OpenFingerprints = open.ToHashSet(),
    };

    public static ProbeResult Probe(char state, int ago) => new()
    {
        TargetId = "portal",
        At = Now.AddSeconds(-30 * ago),
        State = state switch { 'U' => ProbeState.Up, 'D' => ProbeState.Down, 'G' => ProbeState.Degraded, _ => ProbeState.Unknown },
        FailedPhase = state == 'D' ? "connect" : null,
        Message = state == 'D' ? "连接被拒绝 10.0.0.1:443" : null,
    };

    public static Post Post(
        string id, double minutesAgo, string story = "s1", string? author = null, string platform = "weibo", RiskBand band = RiskBand.High,
        double relevance = 0.9, SentimentLabel sentiment = SentimentLabel.Negative, string topic = Topics.PaperLeak, SourceRole role = SourceRole.Public) => new()
        {
            Id = id,
            SourceId = platform + "-1",
            Platform = platform,
            Role = role,
            Text = "出售高考答案，考前到手",
            AuthorKey = author ?? "author-" + id,
            Published = Now.AddMinutes(-minutesAgo),
            FirstSeen = Now.AddMinutes(-minutesAgo),
            StoryId = story,
            Assessment = new Assessment
            {
                Relevance = relevance,
                Sentiment = new Sentiment(sentiment, 0.8, 0.1, 0.1),
                Rumour = new RumourRisk(band == RiskBand.High ? 0.9 : 0.1, band, []),
                Topics = [topic],
                Form = "claim",
                Model = "test",
            },
        };

    public static SourceStatus Status(string id, SourceState state, double lastRunMinutes = 1, double? lastFreshMinutes = 5) => new(
        id,
        new SourceRun { SourceId = id, At = Now.AddMinutes(-lastRunMinutes), State = state, Error = state == SourceState.Blocked ? "HTTP 403" : null },
        lastFreshMinutes is { } fresh ? Now.AddMinutes(-fresh) : null,
        Now.AddDays(-2),
        10);
}
