using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Core.Signals;
using static Monitor.Analysis.Detectors.Chinese;

namespace Monitor.Analysis.Detectors.VantageSilence;

/// <summary>Says when one of our own outposts no longer reports: its silence is about us, and says nothing of any target.</summary>
internal sealed class VantageSilenceDetector(VantageSilenceOptions options) : IDetector
{
    public const string KindName = "vantage-silence";

    public string Kind => KindName;

    public IEnumerable<Signal> Detect(JudgeWindow window)
    {
        var open = new OpenSubjects(KindName, Team.Security, window);
        foreach (var (point, heard) in window.Vantages)
        {
            var silence = window.Now - heard;
            if (silence > point.ExpectWithin) yield return open.Firing(Fire(point, heard, silence, window.Now));
            else if (open.Contains(point.Id)) yield return open.Clear(point.Id, $"观测点“{point.Name}”恢复上报", $"{Moment(heard)} 收到上报。");
        }

        foreach (var subject in open.Rest()) yield return open.Unwatched(subject, "该观测点");
    }

    private Signal Fire(VantagePoint point, DateTimeOffset heard, TimeSpan silence, DateTimeOffset now) => new()
    {
        Kind = KindName,
        Subject = point.Id,
        Team = Team.Security,
        Level = options.Level,
        At = now,
        Since = heard,
        Title = $"观测点“{point.Name}”没有上报",
        Why = $"已 {Span(silence)}没有上报（应不超过 {Span(point.ExpectWithin)}），最近一次 {Moment(heard)}。这是我们自己的观测点，不说明被测系统的状态。",
        Numbers = new Dictionary<string, double> { ["silentMinutes"] = Math.Round(silence.TotalMinutes) },
    };
}
