using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Tls;

/// <summary>What is wrong with a server's certificate, or soon will be.</summary>
internal static class CertificateFindings
{
    public const string Expired = "tls.expired";
    public const string NotYetValid = "tls.not-yet-valid";
    public const string Expiring = "tls.expiring";
    public const string Name = "tls.name";
    public const string SelfSigned = "tls.self-signed";
    public const string PrivateIssuer = "tls.private-issuer";
    public const string KnownBadRoot = "tls.known-bad-root";
    public const string Incomplete = "tls.chain-incomplete";
    public const string ChainOrder = "tls.chain-order";
    public const string Chain = "tls.chain";
    public const string KeyWeak = "tls.key-weak";
    public const string SignatureWeak = "tls.signature-weak";
    public const string IssuerSignatureWeak = "tls.signature-weak-issuer";
    public const string ProtocolWeak = "tls.protocol-weak";
    public const string CipherWeak = "tls.cipher-weak";
    public const string Revoked = "tls.revoked";
    public const string Missing = "tls.missing";

    /// <summary>True for what makes an honest client refuse to connect.</summary>
    public static bool Breaks(Finding finding) => finding.Code is Expired or NotYetValid or Name or SelfSigned or PrivateIssuer or KnownBadRoot or Incomplete or Chain or Revoked or Missing;

    /// <summary>Judges what a server showed in a handshake.</summary>
    /// <param name="warnDays">Days before expiry at which to warn; only the smallest one reached is named.</param>
    public static IReadOnlyList<Finding> Inspect(
        X509Certificate2? leaf, X509Chain? chain, SslPolicyErrors errors, string host, DateTimeOffset now, IReadOnlyList<int> warnDays)
    {
        if (leaf is null) return [new(Missing, FindingSeverity.High, "服务器没有出示证书")];

        return [
            .. Validity(leaf, now, warnDays),
            .. errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? [OtherName(leaf, host)] : Array.Empty<Finding>(),
            .. ChainFindings.Of(leaf, chain),
            .. Strength.Of(chain is { ChainElements.Count: > 0 } ? [.. chain.ChainElements.Select(e => e.Certificate)] : [leaf]),
        ];
    }

    /// <summary>Judges certificates as a server sent them, its own first, without a handshake.</summary>
    /// <param name="host">Name the certificate must be for; `*.example.cn` = for any name below it; null = not judged.</param>
    /// <param name="trusted">The chain up to a root that is trusted; null = what is trusted is not known, and only what was sent is judged.</param>
    public static IReadOnlyList<Finding> Inspect(IReadOnlyList<X509Certificate2> sent, string? host, DateTimeOffset now, IReadOnlyList<int> warnDays, X509Chain? trusted = null)
    {
        if (sent.Count == 0) return [new(Missing, FindingSeverity.High, "服务器没有出示证书")];
        var leaf = sent[0];
        return [
            .. Validity(leaf, now, warnDays),
            .. host is null || HostMatch.Covers(leaf, host) ? Array.Empty<Finding>() : [OtherName(leaf, host)],
            .. trusted is null ? SentChain.Gaps(sent) : ChainFindings.Of(leaf, trusted),
            .. SentChain.Order(sent),
            .. Strength.Of(trusted is { ChainElements.Count: > 0 } ? [.. trusted.ChainElements.Select(e => e.Certificate)] : SentChain.Path(sent)),
        ];
    }

    private static IEnumerable<Finding> Validity(X509Certificate2 leaf, DateTimeOffset now, IReadOnlyList<int> warnDays)
    {
        DateTimeOffset notAfter = leaf.NotAfter, notBefore = leaf.NotBefore;
        if (now > notAfter)
        {
            yield return new(Expired, FindingSeverity.High, $"证书已于 {Day(notAfter)} 过期");
            yield break;
        }

        if (now < notBefore) yield return new(NotYetValid, FindingSeverity.High, $"证书自 {Day(notBefore)} 起才有效");

        var left = notAfter - now;
        var reached = warnDays.Where(d => left <= TimeSpan.FromDays(d)).Order().Take(1);
        foreach (var days in reached)
            yield return new(Expiring, Urgency(days), $"证书将于 {Day(notAfter)} 过期，剩余 {left.TotalDays:0.0} 天（提醒线 {days} 天）");
    }

    private static FindingSeverity Urgency(int days) => days switch
    {
        <= 1 => FindingSeverity.High,
        <= 7 => FindingSeverity.Medium,
        _ => FindingSeverity.Low,
    };

    private static Finding OtherName(X509Certificate2 leaf, string host) =>
        new(Name, FindingSeverity.High, $"证书域名不符：期望 {host}，证书为 {string.Join("、", HostMatch.Shown(leaf))}");

    private static string Day(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm '(+08:00)'");
}
