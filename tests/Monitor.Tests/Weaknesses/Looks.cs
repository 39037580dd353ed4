using Monitor.Core.Probes;
using Monitor.Core.Weaknesses;
using Monitor.Tests.Contracts;

namespace Monitor.Tests.Weaknesses;

/// <summary>Short words for checks and what the register makes of them.</summary>
internal static class Looks
{
    public static readonly WeaknessRules Rules = new();

    public static ProbeResult Check(double hours, ProbeState state, params Finding[] findings) =>
        new() { TargetId = "filing", At = Some.T0.AddHours(hours), State = state, Findings = findings };

    public static WeaknessLook Look(double hours, ProbeState state, params Finding[] findings) => WeaknessLook.Of("tls", Check(hours, state, findings));

    public static Finding Expiring(FindingSeverity severity = FindingSeverity.Low) => new("tls.expiring", severity, "证书将到期");

    public static Weakness Weakness(string code = "tls.expiring", FindingSeverity severity = FindingSeverity.Medium, string target = "filing", string? subject = null) => new()
    {
        Fingerprint = WeaknessKey.Fingerprint(target, code, subject),
        TargetId = target,
        Kind = "tls",
        Code = code,
        Subject = subject,
        Severity = severity,
        Message = "说明",
        FirstSeen = Some.T0,
        LastSeen = Some.T0,
        LookedAt = Some.T0,
        Due = Rules.DueOf(severity, Some.T0),
    };
}
