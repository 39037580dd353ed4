using Monitor.Core.Cases;

namespace Monitor.Alerts.Templates;

/// <summary>Chinese words of a case's limits, for board, reports and notices.</summary>
public static class CaseTemplates
{
    public static string Name(ClockKind kind) => kind switch
    {
        ClockKind.FirstWord => "首次发声",
        ClockKind.Briefing => "新闻发布会",
        _ => "回应",
    };
}
