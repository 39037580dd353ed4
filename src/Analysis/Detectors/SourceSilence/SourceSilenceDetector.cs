using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Signals;
using Monitor.Core.Sources;
using static Monitor.Analysis.Detectors.Chinese;

namespace Monitor.Analysis.Detectors.SourceSilence;

/// <summary>Says when Monitor is blind somewhere: a source that fails, or is silent longer than it ever should be.</summary>
internal sealed class SourceSilenceDetector(SourceSilenceOptions options) : IDetector
{
    public const string KindName = "source-silence";

    public string Kind => KindName;

    public IEnumerable<Signal> Detect(JudgeWindow window)
    {
        var open = new OpenSubjects(KindName, Team.Propaganda, window);
        var statuses = window.SourceStatuses.ToDictionary(s => s.SourceId, StringComparer.Ordinal);
        var watched = window.Sources.Where(s => s.Enabled).ToDictionary(s => s.Id, StringComparer.Ordinal);
        foreach (var source in watched.Values)
        {
            if (statuses.GetValueOrDefault(source.Id) is not { } status) continue;
            if (Judge(source, status, window, open) is { } signal) yield return signal;
        }

        foreach (var subject in open.Rest())
        {
            yield return watched.ContainsKey(subject)
                ? open.Unknown(subject, $"来源 {subject} 状态未知", "该来源尚无读取记录。")
                : open.Unwatched(subject, "该来源");
        }
    }

    private Signal? Judge(SourceDefinition source, SourceStatus status, JudgeWindow window, OpenSubjects open)
    {
        var now = window.Now;
        var age = now - status.LastRun.At;
        var limit = options.StaleAfter > 3 * source.Interval ? options.StaleAfter : 3 * source.Interval;
        if (age > limit)
            return open.Contains(source.Id) ? open.Unknown(source.Id, $"来源“{source.Name}”状态未知", $"最近一次读取在 {Span(age)}前，不能说明现状。") : null;

        var fresh = status.LastFresh ?? status.FirstRun;
        var silence = now - fresh;
        if (SourceSight.Failing(status.LastRun.State))
        {
            if (silence > options.Patience) return open.Firing(Fire(source, now, fresh, silence, Word(status.LastRun.State), Failure(status)));
            return open.Contains(source.Id) ? open.Unknown(source.Id, $"来源“{source.Name}”状态未知", Failure(status)) : null;
        }

        if (source.ExpectedWithin(window.Phase?.Name) is { } expected && silence > expected)
            return open.Firing(Fire(source, now, fresh + expected, silence, "长时间没有新内容", $"读取正常，但已 {Span(silence)}没有新内容，{Stage(window)}预期 {Span(expected)}内应有更新"));
        return open.Contains(source.Id) ? open.Clear(source.Id, $"来源“{source.Name}”已恢复", $"最近一次读取正常，{Chinese.Moment(status.LastRun.At)}。") : null;
    }

    private static Signal Fire(SourceDefinition source, DateTimeOffset now, DateTimeOffset since, TimeSpan silence, string what, string why) => new()
    {
        Kind = KindName,
        Subject = source.Id,
        Team = Team.Propaganda,
        Level = WarningLevel.Blue,
        At = now,
        Since = since,
        Title = $"来源“{source.Name}”没有数据：{what}",
        Why = why + $"；最近一次新内容在 {Moment(now - silence)}。",
        Evidence = [source.Id],
        Numbers = new Dictionary<string, double> { ["silentMinutes"] = Math.Round(silence.TotalMinutes) },
    };

    private static string Stage(JudgeWindow window) => window.Phase is { } phase ? $"“{phase.Name}”阶段" : "";

    private static string Word(SourceState state) => state switch
    {
        SourceState.Blocked => "被对方拦截",
        SourceState.ParseError => "无法解析",
        _ => "无法连接",
    };

    private static string Failure(SourceStatus status)
    {
        var run = status.LastRun;
        var what = run.State switch
        {
            SourceState.Blocked => "被对方拦截（需要登录、验证码或拒绝访问）",
            SourceState.ParseError => "页面或数据格式无法解析",
            _ => "无法连接",
        };
        if (status.Since is { } since) what += $"，自 {Moment(since)} 起";
        return string.IsNullOrWhiteSpace(run.Error) ? what : $"{what}：{Quote(run.Error, 160)}";
    }
}
