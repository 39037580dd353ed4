using Monitor.Alerts.QuickReport;
using Monitor.Analysis.Text;
using Monitor.Core.Alerts;
using Monitor.Core.Cases;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Host.Configuration;

namespace Monitor.Host.Reports;

/// <summary>Reads what is stored of an alert or a case for the quick report. Texts were masked when stored and are masked once more before they leave.</summary>
internal sealed class ReportGatherer(ICurrentConfig config, IArchive archive, ILedger ledger, TimeProvider time)
{
    private const int MostPosts = 500;
    private const int MostEvidence = 30;
    private const int MostWords = 5;
    private const int LongestText = 200;

    /// <summary>Null when neither an alert nor a case has the id.</summary>
    public async Task<ReportData?> GatherAsync(string id, CancellationToken ct)
    {
        var subject = await ledger.CaseAsync(id, ct);
        var alert = await ledger.AlertAsync(subject?.AlertId ?? id, ct);
        subject ??= alert is null ? null : (await ledger.CasesOfAsync(Case.OfAlert(alert.Id), ct)).FirstOrDefault();
        if (alert is null && subject is null) return null;

        var (settings, now) = (config.Current, time.GetUtcNow());
        var department = settings.Cases.Departments.FirstOrDefault(d => d.Id == subject?.Department);
        var data = new ReportData
        {
            Alert = alert is null ? null : alert with { Title = Mask(alert.Title), Why = Mask(alert.Why) },
            Case = subject is null ? null : Masked(subject),
            At = now,
            Department = department?.Name ?? subject?.Department,
            Playbook = department?.Playbook,
            Clocks = subject is null ? [] : CaseClock.Of(subject, settings.Cases.Limits, now),
        };
        // Of people in distress a report holds counts, so nothing more is even read.
        return data.Restricted ? data with { Withheld = alert?.Evidence.Count ?? 0 } : await FillAsync(data, alert, subject, now, ct);
    }

    private async Task<ReportData> FillAsync(ReportData data, Alert? alert, Case? subject, DateTimeOffset now, CancellationToken ct)
    {
        var found = new List<(string What, Post Post)>();
        Story? story = subject?.StoryId is { } of ? await archive.StoryAsync(of, ct) : null;
        foreach (var id in (alert?.Evidence ?? []).Prepend(alert?.Subject ?? "").Where(e => e.Length > 0).Take(MostEvidence))
        {
            if (await archive.PostAsync(id, ct) is { } post) found.Add(("告警依据", post));
            else story ??= await archive.StoryAsync(id, ct);
        }

        IReadOnlyList<Post> posts = story is null ? [] : await archive.SearchAsync(new PostQuery { StoryId = story.Id, Limit = MostPosts }, ct);
        found.AddRange(posts.Reverse().Select(p => ("同一话题", p)));
        var distinct = found.DistinctBy(f => f.Post.Id).ToList();
        var open = distinct.Where(f => !Distressed(f.Post)).ToList();
        return data with
        {
            Story = story is null || story.Topic == Topics.StudentWellbeing ? null
                : new ReportStory(Cut(story.Text), story.Posts, story.Authors, story.Sources, story.Platforms, story.MaxRisk, story.MeanRisk, story.FirstSeen, story.LastSeen),
            Official = [.. open.SelectMany(f => Words(f.Post)).DistinctBy(w => w.Quote).Take(MostWords)],
            Evidence = [.. open.Take(MostEvidence).Select(f => Evidence(f.What, f.Post))],
            Withheld = distinct.Count - open.Count,
            Curve = ReportCurves.Target(config.Current, alert) is { } target
                ? ReportCurves.OfProbes(target.Name, await archive.ProbesAsync(target.Id, (alert!.Since < now.AddDays(-1) ? now.AddDays(-1) : alert.Since).AddHours(-1), ReportCurves.MostResults, ct))
                : ReportCurves.OfPosts(posts, MostPosts),
        };
    }

    private ReportEvidence Evidence(string what, Post post) => new(
        what, post.Published, config.Current.Sources.FirstOrDefault(s => s.Id == post.SourceId)?.Name ?? post.SourceId, Cut(post.FullText),
        post.Url is { } url && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? PersonalDataMask.MaskUrl(post.Url!) : null);

    private static IEnumerable<ReportWord> Words(Post post)
    {
        if (post.Assessment?.Rebuttal is { } denial) yield return new ReportWord(Cut(denial.Quote), denial.Url, denial.Published);
        foreach (var claim in post.Assessment?.Claims ?? [])
            if (claim is { Verdict: ClaimVerdict.Contradicts, Fact: { } fact }) yield return new ReportWord(Cut(fact.Quote), fact.Url, fact.Published);
    }

    private static bool Distressed(Post post) => post.Assessment is { Topics: [Topics.StudentWellbeing, ..] };

    private static Case Masked(Case c) => c with
    {
        Title = Mask(c.Title),
        VerdictNote = c.VerdictNote is null ? null : Mask(c.VerdictNote),
        Handling = c.Handling is null ? null : Mask(c.Handling),
        Result = c.Result is null ? null : Mask(c.Result),
        Answer = c.Answer is null ? null : c.Answer with { Text = Mask(c.Answer.Text) },
    };

    private static string Mask(string text) => PersonalDataMask.Mask(text);

    private static string Cut(string text) => Board.Pages.StoryRows.Cut(Mask(text), LongestText);
}
