using System.Globalization;
using Monitor.Core.Alerts;
using Monitor.Core.Signals;
using Monitor.Host.Board.Markup;
using Monitor.Host.Replay.Reading;

namespace Monitor.Host.Replay.Telling;

/// <summary>For a person at a terminal: Chinese, Beijing time, the reasons below each line.</summary>
internal sealed class TextVoice(TextWriter output) : IReplayVoice
{
    public void Say(DateTimeOffset at, Signal signal, Evidence evidence)
    {
        Line(at, "信号", $"{State(signal.State)} {Words.Of(signal.Level)} {Words.Of(signal.Team)} {signal.Kind}:{signal.Subject} {OneLine(signal.Title)}");
        Below("依据", signal.Why);
        if (signal.State != SignalState.Firing) return;
        if (signal.Numbers.Count > 0) Below("数值", string.Join("，", signal.Numbers.Select(n => string.Create(CultureInfo.InvariantCulture, $"{n.Key} {n.Value:0.####}"))));
        if (evidence.Ids.Count > 0) Below("证据", string.Join("、", evidence.Ids));
        foreach (var quote in evidence.Quotes) Below("原文", $"{Time(quote.At)} {quote.Source}「{OneLine(quote.Text)}」");
    }

    public void Say(Decision decision) => Line(decision.At, "决定", $"{Words.Of(decision.Reason)} {decision.Fingerprint}：{OneLine(decision.Text)}");

    public void Say(DateTimeOffset at, Alert alert, Evidence evidence) =>
        Line(at, "预警", $"{Words.Of(alert.State)} {Words.Of(alert.Level)}{(alert.Level >= WarningLevel.Orange && !alert.LevelIssued ? "（建议）" : "")} {Words.Of(alert.Team)} {alert.Id} {OneLine(alert.Title)}");

    public void Say(Notice notice) => Line(notice.CreatedAt, "通知", $"{notice.Channel} {OneLine(notice.Subject)}");

    public void Say(ReplayTally tally)
    {
        output.Write(string.Create(CultureInfo.InvariantCulture, $"\n小结：{Time(tally.From)} 至 {Time(tally.Until)}，帖文 {tally.Posts} 条，检测 {tally.Probes} 次，研判 {tally.Looks} 次，未用的行 {tally.Problems} 行\n"));
        output.Write($"  信号：{Or(string.Join("，", tally.Signals.Select(s => $"{s.Key.Kind} {Words.Of(s.Key.Level)} {s.Value}")))}\n");
        output.Write($"  预警：{Or(string.Join("，", tally.PerKind.Select(a => $"{a.Kind} {Words.Of(a.Level)} {a.Alerts}")))}\n");
        output.Write($"  每日预警：{Or(string.Join("，", tally.PerDay.Select(d => string.Create(CultureInfo.InvariantCulture, $"{d.Day:MM-dd} {d.Alerts}"))))}\n");
        output.Write($"  通知：{Or(string.Join("，", tally.Notices.Select(n => $"{n.Key} {n.Value}")))}\n");
        foreach (var alert in tally.Alerts.Take(10))
            output.Write($"  最先：{Time(alert.OpenedAt)} {Words.Of(alert.Level)} {alert.Fingerprint} {OneLine(alert.Title)}\n");
    }

    private void Line(DateTimeOffset at, string what, string text) => output.Write($"{Time(at)} {what} {text}\n");

    private void Below(string name, string text) => output.Write($"    {name} {OneLine(text)}\n");

    private static string State(SignalState state) => state switch { SignalState.Firing => "触发", SignalState.Clear => "回落", _ => "未知" };

    private static string Time(DateTimeOffset at) => at.ToOffset(Moments.Beijing).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Or(string text) => text.Length == 0 ? "无" : text;

    /// <summary>A stranger's words must not draw lines of their own, nor speak to the terminal.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));
}
