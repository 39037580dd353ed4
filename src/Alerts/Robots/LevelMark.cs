using Monitor.Alerts.Templates;
using Monitor.Core.Alerts;

namespace Monitor.Alerts.Robots;

/// <summary>The level as word and as coloured sign: no channel's own colours are relied upon.</summary>
internal static class LevelMark
{
    public static string Word(Notice notice) => NoticeWords.Of(notice.Language).Level(notice.Level);

    /// <summary>The notice's subject in one line, with the level in words if it does not hold them; a letter has no level. An exercise's mark comes first.</summary>
    public static string Title(Notice notice) => notice.Mark + Bare(notice);

    /// <summary>The title behind a coloured sign, which shows where a channel has no colours of its own. An exercise's mark comes before both.</summary>
    public static string Head(Notice notice) => !notice.Kind.HasLevel() ? Title(notice) : $"{notice.Mark}{Sign(notice.Level)} {Bare(notice)}";

    /// <summary>Has the lane kept for orange and red, which no exercise may fill.</summary>
    public static bool IsUrgent(Notice notice) => IsLevel(notice, WarningLevel.Orange) && notice.Mark is null;

    /// <summary>Of that level or a higher one, where the level says something: who is called by name is called for these.</summary>
    public static bool IsLevel(Notice notice, WarningLevel least) => notice.Level >= least && notice.Kind.HasLevel();

    private static string Bare(Notice notice)
    {
        var subject = Split.PlainText.Line(DrillMark.Off(notice.Subject, notice.Mark));
        return !notice.Kind.HasLevel() || subject.Contains(notice.Language == Language.En ? Word(notice) : Colour(notice), StringComparison.Ordinal) ? subject : $"[{Word(notice)}] {subject}";
    }

    /// <summary>The colour's name alone, for where there is little room.</summary>
    public static string Colour(Notice notice) => Levels.Colour(notice.Level, notice.Language);

    private static string Sign(WarningLevel level) => level switch
    {
        WarningLevel.Red => "🔴",
        WarningLevel.Orange => "🟠",
        WarningLevel.Yellow => "🟡",
        _ => "🔵",
    };
}
