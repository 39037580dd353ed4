using Monitor.Alerts.Weaknesses;
using Monitor.Core.Probes;
using Monitor.Core.Weaknesses;

namespace Monitor.Host.Weaknesses;

/// <summary>Which weaknesses are wanted; nothing said = all.</summary>
internal sealed record WeaknessFilter
{
    public WeaknessState? State { get; init; }

    public FindingSeverity? Severity { get; init; }

    /// <summary>Empty = those without an owner.</summary>
    public string? Owner { get; init; }

    public string? Target { get; init; }

    public bool Overdue { get; init; }

    public bool Takes(Weakness w, DateTimeOffset now) =>
        (State is null || w.StateAt(now) == State) && (Severity is null || w.Severity == Severity) && (Owner is null || (w.Owner ?? "") == Owner)
        && (Target is null || w.TargetId == Target) && (!Overdue || w.IsOverdueAt(now));

    /// <summary>In Chinese, for the head of a list.</summary>
    public string Words()
    {
        List<string> words = [];
        if (State is { } state) words.Add(WeaknessWords.Of(state));
        if (Severity is { } severity) words.Add(WeaknessWords.Of(severity));
        if (Owner is { } owner) words.Add("责任人：" + (owner.Length > 0 ? owner : "未指定"));
        if (Target is { } target) words.Add("系统：" + target);
        if (Overdue) words.Add("已超期");
        return words.Count > 0 ? string.Join("，", words) : "全部";
    }
}
