using Monitor.Core.Alerts;

namespace Monitor.Alerts;

/// <summary>The word that always stands beside or instead of the colour.</summary>
public static class Levels
{
    /// <summary>With the number that the warning rules of the State Council count by.</summary>
    public static string Name(WarningLevel level, Language language = Language.Zh) => language == Language.En
        ? $"{Colour(level, language)} ({"IV III II I".Split(' ')[(int)level]})"
        : $"{Colour(level)}（{"ⅣⅢⅡⅠ"[(int)level]}级）";

    /// <summary>The colour's name alone, for where there is little room.</summary>
    public static string Colour(WarningLevel level, Language language = Language.Zh) => (language, level) switch
    {
        (Language.En, _) => level.ToString(),
        (_, WarningLevel.Red) => "红色",
        (_, WarningLevel.Orange) => "橙色",
        (_, WarningLevel.Yellow) => "黄色",
        _ => "蓝色",
    };
}
