using Monitor.Analysis.Detectors.Outage;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Signals;
using static Monitor.Analysis.Detectors.Chinese;

namespace Monitor.Analysis.Detectors.CrossEvidence;

/// <summary>
/// "Can't log in" and probes read together. Both say so: one incident, told to both teams. Only the posts: a network nearer to the people, or a
/// false report. Only the probe: an early warning before the public notices. A signal has one team, so an incident for both is two signals with one
/// incident key (docs/decisions).
/// </summary>
internal sealed class CrossEvidenceDetector(CrossEvidenceOptions options) : IDetector
{
    public const string KindName = "cross-evidence";

    private const string JointName = "系统故障与公众反映互相印证";
    private const string UnconfirmedName = "公众集中反映登不上，但探测全部正常";
    private const string EarlyName = "系统故障，公众尚未反映";

    private static readonly (Team Team, string Word)[] Teams = [(Team.Security, "security"), (Team.Propaganda, "propaganda")];

    public string Kind => KindName;

    public IEnumerable<Signal> Detect(JudgeWindow window)
    {
        var open = new OpenSubjects(KindName, Team.Propaganda, window);
        var seen = Evidence.Of(window, options);
        // Without a target there is nothing to read the posts against.
        if (seen.Targets.Count == 0) return Gone(open);
        return [.. Joint(seen, window, open), .. Unconfirmed(seen, window, open), .. Early(seen, window, open), .. Gone(open)];
    }

    /// <summary>Both sides. Once open, one complaint within the window keeps it: the threshold is for opening.</summary>
    private IEnumerable<Signal> Joint(Evidence seen, JudgeWindow window, OpenSubjects open)
    {
        var failing = seen.Failing;
        foreach (var (team, word) in Teams)
        {
            var subject = "joint-" + word;
            var isOpen = open.Contains(subject);
            var enough = isOpen ? seen.Complaints.Count > 0 : seen.Complaints.Count >= options.MinPosts && seen.Authors >= options.MinAuthors;
            if (failing.Count > 0 && enough)
            {
                var next = team == Team.Security
                    ? "网络安全组：请结合公众反映的时间和现象定位。宣传组已同时收到。"
                    : "宣传组：系统确有故障，请按预案尽快发布官方说明。网络安全组已同时收到。";
                yield return open.Firing(Fire(subject, team, failing[0].IsDown ? WarningLevel.Orange : WarningLevel.Yellow, $"{JointName}：{Names(failing)}",
                    $"探测：{Names(failing)}异常 {failing.Max(f => f.Bad.Count)} 次；公众：最近 {Span(options.Window)} {seen.Complaints.Count} 条、{seen.Authors} 名作者反映（开启阈值 {options.MinPosts} 条、{options.MinAuthors} 名）。{next}",
                    Incident(failing[0]), seen, window) with
                { Since = failing[0].Bad[^1].At });
            }
            else if (isOpen && failing.Count == 0 && seen.Any(t => t.Blind is not null)) yield return open.Unknown(subject, JointName, "有目标状态未知，不能说明故障已结束。");
            else if (isOpen && failing.Count > 0 && seen.Deaf) yield return open.Unknown(subject, JointName, "来源当前无法读取，不能说明公众不再反映。");
            else if (isOpen) yield return open.Clear(subject, JointName, failing.Count == 0 ? "目标已不再异常。" : $"最近 {Span(options.Window)}已无公众反映；故障本身另有提示。");
        }
    }

    /// <summary>Posts alone, while every target has been up for long enough that no past outage explains them.</summary>
    private IEnumerable<Signal> Unconfirmed(Evidence seen, JudgeWindow window, OpenSubjects open)
    {
        var green = seen.Targets.All(t => t.GreenSince(window.Now - options.Settle));
        foreach (var (team, word) in Teams)
        {
            var subject = "unconfirmed-" + word;
            var isOpen = open.Contains(subject);
            var surge = seen.Complaints.Count >= (isOpen ? (options.SurgePosts + 1) / 2 : options.SurgePosts) && seen.Authors >= (isOpen ? 2 : options.SurgeAuthors);
            if (green && surge)
            {
                yield return open.Firing(Fire(subject, team, seen.Complaints.Count >= 3 * options.SurgePosts ? WarningLevel.Yellow : WarningLevel.Blue, UnconfirmedName,
                    $"最近 {Span(options.Window)} {seen.Complaints.Count} 条、{seen.Authors} 名作者反映（开启阈值 {options.SurgePosts} 条、{options.SurgeAuthors} 名），但 {seen.Targets.Count} 个目标近 {Span(options.Settle)}探测全部正常。可能是部分地区或运营商网络问题，也可能反映不属实，待核：请网络安全组从其他网络复测，宣传组核实后再回应。",
                    "access-unconfirmed", seen, window));
            }
            else if (isOpen && !green && seen.Any(t => t.Blind is not null) && seen.Failing.Count == 0) yield return open.Unknown(subject, UnconfirmedName, "有目标状态未知，无法核对。");
            else if (isOpen && green && seen.Deaf) yield return open.Unknown(subject, UnconfirmedName, "来源当前无法读取，不能说明反映已减少。");
            else if (isOpen) yield return open.Clear(subject, UnconfirmedName, green ? $"最近 {Span(options.Window)}公众反映已降到 {seen.Complaints.Count} 条。" : "探测已发现异常，不再是“探测正常”。");
        }
    }

    /// <summary>The probe alone. The security team has the outage itself; this tells the propaganda team that questions will come.</summary>
    private IEnumerable<Signal> Early(Evidence seen, JudgeWindow window, OpenSubjects open)
    {
        foreach (var sight in seen.Targets)
        {
            var subject = "early-" + sight.Target.Id;
            var isOpen = open.Contains(subject);
            var title = $"{EarlyName}：{sight.Target.Name}";
            if (sight.IsDown && !seen.Deaf && seen.Complaints.Count < options.NoticedPosts)
            {
                yield return open.Firing(Fire(subject, Team.Propaganda, WarningLevel.Yellow, title,
                    $"{sight.Target.Name} {sight.Down.Count} 次探测失败（阈值 {sight.Target.Confirm} 次），最近 {Span(options.Window)}公众反映 {seen.Complaints.Count} 条（少于 {options.NoticedPosts} 条）。请提前准备说明口径，网络安全组正在处置。",
                    Incident(sight), seen, window) with
                { Since = sight.Down[^1].At });
            }
            else if (isOpen && sight.Blind is { } blind) yield return open.Unknown(subject, title, blind);
            else if (isOpen && sight.IsDown && seen.Deaf) yield return open.Unknown(subject, title, "来源当前无法读取，不知公众是否已经反映。");
            else if (isOpen) yield return open.Clear(subject, title, sight.IsDown ? $"公众已开始反映（{seen.Complaints.Count} 条）。" : "目标已不再处于不可用状态。");
        }
    }

    private static IEnumerable<Signal> Gone(OpenSubjects open) =>
        [.. open.Rest().Select(s => open.Unwatched(s, "相关目标"))];

    private static Signal Fire(string subject, Team team, WarningLevel level, string title, string why, string incident, Evidence seen, JudgeWindow window) => new()
    {
        Kind = KindName,
        Subject = subject,
        Team = team,
        Level = level,
        At = window.Now,
        Since = seen.Complaints.Count > 0 ? seen.Complaints.Min(p => p.FirstSeen) : window.Now,
        Title = title,
        Why = why,
        Incident = incident,
        Evidence = [.. seen.Complaints.OrderByDescending(p => p.FirstSeen).ThenBy(p => p.Id, StringComparer.Ordinal).Take(10).Select(p => p.Id)],
        Numbers = new Dictionary<string, double> { ["complaints"] = seen.Complaints.Count, ["authors"] = seen.Authors, ["failing"] = seen.Failing.Count, ["targets"] = seen.Targets.Count },
    };

    private static string Incident(TargetSight sight) => OutageDetector.IncidentOf(sight.Target.Id);

    private static string Names(IReadOnlyList<TargetSight> sights) => string.Join("、", sights.Select(s => s.Target.Name));
}
