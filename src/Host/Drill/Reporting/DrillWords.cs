using System.Globalization;
using Monitor.Host.Board.Markup;

namespace Monitor.Host.Drill.Reporting;

/// <summary>The Chinese words of a drill's report.</summary>
internal static class DrillWords
{
    public static string Of(DrillEnding? ending) => ending switch
    {
        DrillEnding.Done => "全部完成",
        DrillEnding.Limit => "到达时限",
        DrillEnding.Stopped => "人工中止",
        DrillEnding.ServiceStopped => "服务停止",
        DrillEnding.Crashed => "服务曾异常中断，演练就此结束",
        DrillEnding.Failed => "演练自身出错",
        _ => "进行中",
    };

    public static string Time(DateTimeOffset at) => at.ToOffset(Times.Offset).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Seconds(double? seconds) => seconds switch
    {
        null => "—",
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.##} 秒"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{(int)(seconds / 60)} 分 {seconds % 60:0} 秒"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)(seconds / 3600)} 小时 {seconds % 3600 / 60:0} 分"),
    };

    public static string InTime(bool inTime) => inTime ? "达标" : "未达标";
}
