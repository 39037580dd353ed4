using System.Globalization;
using Monitor.Core.Alerts;
using Monitor.Core.Cases;

namespace Monitor.Alerts.QuickReport;

internal static class ReportWords
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public static string Time(DateTimeOffset at) => at.ToOffset(Beijing).ToString("yyyy年M月d日 HH:mm", CultureInfo.InvariantCulture);

    public static string Of(Team team) => team == Team.Propaganda ? "宣传" : "网络安全";

    public static string Of(WarningLevel level) => Levels.Name(level);

    public static string Of(AlertState state) => state switch
    {
        AlertState.Pending => "待确认",
        AlertState.Firing => "告警中",
        AlertState.Acknowledged => "已受理",
        AlertState.Resolved => "已解除",
        _ => "反复",
    };

    public static string Of(CaseVerdict verdict) => verdict switch
    {
        CaseVerdict.True => "属实",
        CaseVerdict.False => "不实",
        CaseVerdict.Partly => "部分属实",
        CaseVerdict.RealFault => "确有故障",
        _ => "无法核实",
    };

    public static string Of(ClockState state) => state switch
    {
        ClockState.Met => "按时完成",
        ClockState.MetLate => "超时完成",
        ClockState.Late => "已超时",
        ClockState.Idle => "未登记",
        _ => "计时中",
    };

    public static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
