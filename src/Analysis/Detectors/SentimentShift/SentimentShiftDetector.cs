using Monitor.Analysis.Detectors.Statistics;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Signals;
using static Monitor.Analysis.Detectors.Chinese;

namespace Monitor.Analysis.Detectors.SentimentShift;

/// <summary>The share of negative posts on a topic rises: the talk turns, even if there is no more of it than before.</summary>
internal sealed class SentimentShiftDetector(SentimentShiftOptions options) : IDetector
{
    public const string KindName = "sentiment-shift";

    /// <summary>An open shift ends when its share is this likely again.</summary>
    private const double UsualAgain = 0.01;

    private static readonly IReadOnlyList<string> Watched = [.. Topics.All.Except([Topics.OffTopic, Topics.StudentWellbeing])];

    public string Kind => KindName;

    internal double Allowed => options.FalseAlarmsPerDay / (Watched.Count * (TimeSpan.FromDays(1) / options.Window));

    public IEnumerable<Signal> Detect(JudgeWindow window)
    {
        var open = new OpenSubjects(KindName, Team.Propaganda, window);
        var recent = window.Posts.Where(p => p.FirstSeen > window.Now - options.Window && p.FirstSeen <= window.Now && HourTally.TopicOf(p) is not null)
            .ToLookup(p => HourTally.TopicOf(p)!, StringComparer.Ordinal);
        var past = window.History.Where(h => h.At.AddHours(1) <= window.Now - options.Window).ToLookup(h => h.Topic, StringComparer.Ordinal);
        foreach (var topic in Watched)
        {
            if (Judge(topic, [.. recent[topic]], past[topic], window, open) is { } signal) yield return signal;
        }

        foreach (var subject in open.Rest()) yield return open.Unwatched(subject, "该主题");
    }

    private Signal? Judge(string topic, List<Post> posts, IEnumerable<HourCount> past, JudgeWindow window, OpenSubjects open)
    {
        var isOpen = open.Contains(topic);
        if (!isOpen && posts.Count < options.MinPosts) return null;
        var shares = Shares.Of(posts.Count(Negative), posts.Count, past);
        if (shares.PastPosts < options.MinReference)
            return isOpen ? open.Unknown(topic, Name(topic), $"此前同主题只有 {shares.PastPosts} 条，少于 {options.MinReference} 条，无法判断。") : null;

        var enough = posts.Count >= options.MinPosts && shares.Testable && Voices.Count(posts) >= options.MinAuthors;
        if (enough && (isOpen
            ? Normal.AtLeast(shares.Z) < UsualAgain && shares.Rise >= options.MinRise / 2
            : Normal.ClimbsPerWindow(shares.Z) < Allowed && shares.Rise >= options.MinRise)) return open.Firing(Fire(topic, posts, shares, window));
        if (!isOpen) return null;
        return SourceSight.Blind(window, posts.Select(p => p.SourceId).ToHashSet(StringComparer.Ordinal))
            ? open.Unknown(topic, Name(topic), "来源当前无法读取，不能说明情绪已回落。")
            : open.Clear(topic, Name(topic) + "结束", Invariant($"最近 {Span(options.Window)}共 {shares.Posts} 条，其中负面 {shares.Negative} 条；此前负面占 {shares.Past:0%}，差异已不显著或帖文过少。"));
    }

    private Signal Fire(string topic, List<Post> posts, Shares shares, JudgeWindow window) => new()
    {
        Kind = KindName,
        Subject = topic,
        Team = Team.Propaganda,
        Level = shares.Rise >= options.YellowRise ? WarningLevel.Yellow : WarningLevel.Blue,
        At = window.Now,
        Since = posts.Where(Negative).Min(p => p.FirstSeen),
        Title = Name(topic),
        Why = Invariant($"最近 {Span(options.Window)}负面占 {shares.Now:0%}（{shares.Negative}/{shares.Posts} 条、{Voices.Count(posts)} 名作者），此前四周内为 {shares.Past:0%}（{shares.PastNegative}/{shares.PastPosts} 条）；相差 {shares.Z:0.0} 个标准误（小时间离散度 {shares.Scatter:0.0}），全部主题合计误报设定每天不超过 {options.FalseAlarmsPerDay:0.##} 次。"),
        Evidence = [.. posts.Where(Negative).OrderByDescending(p => p.Assessment!.Sentiment.Negative).ThenBy(p => p.Id, StringComparer.Ordinal).Take(10).Select(p => p.Id)],
        Numbers = new Dictionary<string, double> { ["negative"] = shares.Negative, ["posts"] = shares.Posts, ["share"] = shares.Now, ["pastShare"] = shares.Past, ["pastPosts"] = shares.PastPosts, ["z"] = shares.Z, ["scatter"] = shares.Scatter },
    };

    private static bool Negative(Post post) => post.Assessment!.Sentiment.Label == SentimentLabel.Negative;

    private static string Name(string topic) => $"“{Topic(topic)}”话题情绪转负";
}
