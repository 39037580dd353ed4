using System.Security.Cryptography;
using System.Text;
using Monitor.Core.Probes;

namespace Monitor.Core.Weaknesses;

/// <summary>Which findings are weaknesses, and which of them are the same one.</summary>
public static class WeaknessKey
{
    private static readonly string[] Families = ["tls.", "headers.", "exposure.", "tampering.", "lookalike.", "dns."];

    /// <summary>Told once, at the change itself: its absence from the next look proves nothing.</summary>
    private const string Event = "dns.drift";

    /// <summary>A lasting fault that somebody has to mend; outages and what is slow, full or late are matters of the moment.</summary>
    public static bool Is(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding.Severity > FindingSeverity.Info && finding.Code != Event && Array.Exists(Families, f => finding.Code.StartsWith(f, StringComparison.Ordinal));
    }

    /// <summary>16 hex digits of SHA-256 over target, code and subject, each with its length so that none can flow into its neighbour.</summary>
    public static string Fingerprint(string targetId, string code, string? subject)
    {
        ArgumentNullException.ThrowIfNull(targetId);
        ArgumentNullException.ThrowIfNull(code);
        var text = FormattableString.Invariant($"{targetId.Length}:{targetId}\n{code.Length}:{code}\n{subject?.Length ?? -1}:{subject}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }
}
