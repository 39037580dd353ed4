using Monitor.Alerts.Templates;
using Monitor.Core.Cases;
using Monitor.Core.Security;

namespace Monitor.Host.Board.Markup;

/// <summary>The Chinese words of cases.</summary>
internal static class CaseWord
{
    public static string Of(CaseState state) => state switch
    {
        CaseState.Opened => "待研判",
        CaseState.Judged => "已研判",
        CaseState.Handled => "已处置",
        CaseState.Answered => "已回应",
        _ => "已办结",
    };

    public static string Of(CaseVerdict verdict) => verdict switch
    {
        CaseVerdict.True => "属实",
        CaseVerdict.False => "不实",
        CaseVerdict.Partly => "部分属实",
        CaseVerdict.RealFault => "确有故障",
        _ => "无法核实",
    };

    public static string Of(string action) => action switch
    {
        "case-open" => "立案",
        "case-judge" => "研判",
        "case-route" => "转办",
        "case-handle" => "处置",
        "case-answer" => "回应",
        "case-brief" => "发布会",
        "case-close" => "办结",
        "report" => "导出快报",
        _ => action,
    };

    /// <summary>The trail keeps stored words; people read theirs.</summary>
    public static string? Detail(AuditEntry act, IReadOnlyList<Department> departments)
    {
        if (act.Detail is not { Length: > 0 } detail) return null;
        return act.Action switch
        {
            "case-judge" when detail.IndexOf(':', StringComparison.Ordinal) is > 0 and var at && Enum.TryParse<CaseVerdict>(detail[..at], out var verdict) => $"{Of(verdict)}。{detail[(at + 1)..].Trim()}",
            "case-route" when detail.Split(" / ", 2) is [var id, var person] =>
                string.Join("，", new[] { departments.FirstOrDefault(d => d.Id == id)?.Name ?? id, person }.Where(w => w != "-")),
            "case-open" => detail.StartsWith("alert:", StringComparison.Ordinal) ? "由告警" : "由话题",
            _ => detail,
        };
    }

    /// <summary>One limit as a small line: its name, how it stands as a word, and when it is.</summary>
    public static Html Of(CaseClock clock) =>
        $"<span class=\"badge clock-{clock.State.ToString().ToLowerInvariant()}\">{CaseTemplates.Name(clock.Kind)} {State(clock)}</span>";

    private static string State(CaseClock clock) => clock.State switch
    {
        ClockState.Late => $"已超时 {Times.Span(-clock.Left)}",
        ClockState.Met => "按时完成",
        ClockState.MetLate => $"完成，超时 {Times.Span(-clock.Left)}",
        ClockState.Idle => "未登记即办结",
        _ => $"剩 {Times.Span(clock.Left)}",
    };
}
