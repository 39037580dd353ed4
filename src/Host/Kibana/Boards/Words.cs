using Monitor.Core.Alerts;
using Monitor.Core.Judgements;
using Monitor.Core.Probes;
using Monitor.Host.Board.Markup;
using Shown = Monitor.Host.Board.Markup.Words;

namespace Monitor.Host.Kibana.Boards;

/// <summary>Stored codes as named queries, in the words of Monitor's own board.</summary>
internal static class Words
{
    public static IEnumerable<(string Label, string Kql)> Moods => new[] { SentimentLabel.Negative, SentimentLabel.Neutral, SentimentLabel.Positive }
        .Select(m => ($"{Shown.Of(m)} {m}", Kql.Is("post.sentiment.label", m.ToString().ToLowerInvariant())));

    public static IEnumerable<(string Label, string Kql)> Bands => [("高 High", Kql.Is("post.risk.band", "high")), ("待核查 Unsure", Kql.Is("post.risk.band", "unsure")), ("低 Low", Kql.Is("post.risk.band", "low"))];

    public static IEnumerable<(string Label, string Kql)> TopicNames => Topics.All.Where(t => t != Topics.StudentWellbeing).Select(t => (Terms.Of(t), Kql.Is("post.topic", t)));

    public static IEnumerable<(string Label, string Kql)> States => new[] { ProbeState.Down, ProbeState.Degraded, ProbeState.Unknown, ProbeState.Up }
        .Select(s => ($"{Shown.Of(s)} {s}", Kql.Is("probe.state", s.ToString().ToLowerInvariant())));

    public static IEnumerable<(string Label, string Kql)> Levels => new[] { WarningLevel.Red, WarningLevel.Orange, WarningLevel.Yellow, WarningLevel.Blue }
        .Select(l => ($"{Shown.Of(l)} {l}", Kql.Is("alert.level", l.ToString().ToLowerInvariant())));

    public static IEnumerable<(string Label, string Kql)> Phases => new[] { "dns", "connect", "tls", "first-byte", "body", "check" }.Select(p => ($"{Terms.Of(p)} {p}", Kql.Is("error.type", p)));
}
