using Monitor.Alerts.Templates;
using Monitor.Core.Alerts;

namespace Monitor.Alerts.Robots;

/// <summary>The level as word and as coloured sign: no channel's own colours are relied upon.</summary>
internal static class LevelMark
{
    public static string Word(Notice notice) => NoticeWords.Of(notice.Language).Level(notice.Level);

    /// <summary>The notice's subject in one line, with the level in words if it does not hold them; a digest has no level. An exercise's mark comes first.</summary>
    public static string Title(Notice notice) => notice.Mark + Bare(notice);

    /// <summary>The title behind a coloured sign, which shows where a channel has no colours of its own. An exercise's mark comes before both.</summary>
    public static string Head(Notice notice) => HasNoLevel(notice) ? Title(notice) : $"{notice.Mark}{Sign(notice.Level)} {Bare(notice)}";

    /// <summary>Has the lane kept for orange and red, which no exercise may fill.</summary>
    public static bool IsUrgent(Notice notice) => notice.Level >= WarningLevel.Orange && notice.Kind != NoticeKind.Digest && notice.Mark is null;

    private static bool HasNoLevel(Notice notice) => notice.Kind is NoticeKind.Digest or NoticeKind.Drill;

    private static string Bare(Notice notice)
    {
        var subject = Split.PlainText.Line(DrillMark.Off(notice.Subject, notice.Mark));
        return HasNoLevel(notice) || subject.Contains(notice.Language == Language.En ? Word(notice) : Colour(notice), StringComparison.Ordinal) ? subject : $"[{Word(notice)}] {subject}";
    }

    /// <summary>The colour's name alone, for where there is little room.</summary>
    public static string Colour(Notice notice) => (notice.Language, notice.Level) switch
    {
        (Language.En, WarningLevel.Red) => "Red",
        (Language.En, WarningLevel.Orange) => "Orange",
        (Language.En, WarningLevel.Yellow) => "Yellow",
        (Language.En, _) => "Blue",
        (_, WarningLevel.Red) => "红色",
        (_, WarningLevel.Orange) => "橙色",
        (_, WarningLevel.Yellow) => "黄色",
        _ => "蓝色",
    };

    private static string Sign(WarningLevel level) => level switch
    {
        WarningLevel.Red => "🔴",
        WarningLevel.Orange => "🟠",
        WarningLevel.Yellow => "🟡",
        _ => "🔵",
    };
}
