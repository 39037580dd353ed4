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
    public const string Chain = "tls.chain";
    public const string KeyWeak = "tls.key-weak";
    public const string SignatureWeak = "tls.signature-weak";
    public const string ProtocolWeak = "tls.protocol-weak";
    public const string Missing = "tls.missing";

    /// <summary>True for what makes an honest client refuse to connect.</summary>
    public static bool Breaks(Finding finding) => finding.Code is Expired or NotYetValid or Name or Chain or Missing;

    /// <param name="warnDays">Days before expiry at which to warn; only the smallest one reached is named.</param>
    public static IReadOnlyList<Finding> Inspect(
        X509Certificate2? leaf, X509Chain? chain, SslPolicyErrors errors, string host, DateTimeOffset now, IReadOnlyList<int> warnDays)
    {
        if (leaf is null) return [new(Missing, FindingSeverity.High, "服务器没有出示证书")];

        return [
            .. Validity(leaf, now, warnDays),
            .. NameOf(leaf, errors, host),
            .. ChainFindings.Of(leaf, chain),
            .. Strength.Of(leaf, chain),
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

    private static IEnumerable<Finding> NameOf(X509Certificate2 leaf, SslPolicyErrors errors, string host)
    {
        if (!errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) return [];
        return [new(Name, FindingSeverity.High, $"证书域名不符：期望 {host}，证书为 {string.Join("、", Names(leaf))}")];
    }

    private static IEnumerable<string> Names(X509Certificate2 leaf)
    {
        var names = leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(e => e.EnumerateDnsNames().Concat(e.EnumerateIPAddresses().Select(a => a.ToString()))).Take(8).ToList();
        return names.Count > 0 ? names : [leaf.Subject];
    }

    private static string Day(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm '(+08:00)'");
}
