using Monitor.Core.Alerts;
using Monitor.Host.Demo.District;

namespace Monitor.Host.Demo;

/// <summary>The scripted afternoon: the last hours of filing, the day before the exam, in a district that does not exist.</summary>
internal static class DemoDay
{
    /// <summary>Length of the story in simulated minutes; two real minutes at speed 60.</summary>
    public const double Length = 120;

    /// <summary>16:00 in Asia/Shanghai, one hour before filing closes.</summary>
    public static readonly DateTimeOffset Start = new(2026, 6, 23, 16, 0, 0, TimeSpan.FromHours(8));

    public static IReadOnlyList<ScriptedEvent> Events { get; } =
    [
        new("rumour", "网传试卷泄露", 20, 48, Team.Propaganda, ["rumour-story", "burst:paper_leak"]),
        new("slow", "填报系统变慢", 42, 53, Team.Security, ["outage:filing-"], Fault.Slow),
        new("errors", "填报系统返回500", 53, 68, Team.Security, ["outage:filing-"], Fault.Errors) { Level = WarningLevel.Orange },
        new("complaints", "考生集中反映登不上", 42, 68, Team.Propaganda, ["burst:system_outage"]),
        new("joint-propaganda", "登不上与探测失败互相印证", 42, 68, Team.Propaganda, ["cross-evidence:joint-"]),
        new("joint-security", "登不上与探测失败互相印证", 42, 68, Team.Security, ["cross-evidence:joint-"]),
        new("tampered", "首页被篡改", 78, 87, Team.Security, ["outage:filing-home"], Fault.TamperedPage),
        new("certificate", "证书过期", 92, 101, Team.Security, ["certificate:filing-", "outage:filing-tls"], Fault.ExpiredCertificate),
    ];
}
