using Monitor.Core.Alerts;

namespace Monitor.Alerts.Decide;

/// <summary>The word that always stands beside or instead of the colour.</summary>
internal static class Levels
{
    public static string Name(WarningLevel level) => level switch
    {
        WarningLevel.Red => "红色（Ⅰ级）",
        WarningLevel.Orange => "橙色（Ⅱ级）",
        WarningLevel.Yellow => "黄色（Ⅲ级）",
        _ => "蓝色（Ⅳ级）",
    };
}
