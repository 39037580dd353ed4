using Monitor.Core.Alerts;

namespace Monitor.Alerts.Templates;

/// <summary>What a notice is about; each has its own variables.</summary>
internal enum TemplateRole { Alert, Summary, Case, Test }

internal static class TemplateRoles
{
    /// <summary>Kinds that templates write; letters and the end of an exercise have composers of their own.</summary>
    public static readonly IReadOnlyList<NoticeKind> Kinds = [.. Enum.GetValues<NoticeKind>().Where(NoticeKinds.HasLevel)];

    public static TemplateRole Of(NoticeKind kind) => kind switch
    {
        NoticeKind.Summary => TemplateRole.Summary,
        NoticeKind.CaseReminder => TemplateRole.Case,
        NoticeKind.Test => TemplateRole.Test,
        _ => TemplateRole.Alert,
    };

    /// <summary>As it stands in file names: passed-on.</summary>
    public static string Word(NoticeKind kind) => string.Concat(kind.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? "-" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));
}
