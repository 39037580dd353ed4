using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Monitor.Collectors.Probes.Tls;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Trying;

/// <summary>
/// A chain of certificates (PEM, or DER one after the other, the server's own first) judged as the probe kind `tls` does. Options: `host`
/// (a name, or *.example.cn for any below it), `at` (moment of judging; absent = now), `roots` (file of the only trusted roots; absent = only
/// what was sent is judged), `warnDays`.
/// </summary>
internal static class TryCertificate
{
    private static readonly Dictionary<string, string> Defects = new()
    {
        [CertificateFindings.Expired] = "expired",
        [CertificateFindings.NotYetValid] = "not_yet_valid",
        [CertificateFindings.Name] = "name_mismatch",
        [CertificateFindings.SelfSigned] = "self_signed",
        [CertificateFindings.PrivateIssuer] = "self_signed",
        [CertificateFindings.KnownBadRoot] = "known_bad_root",
        [CertificateFindings.Incomplete] = "incomplete_chain",
        [CertificateFindings.ChainOrder] = "chain_order",
        [CertificateFindings.Chain] = "untrusted_chain",
        [CertificateFindings.KeyWeak] = "weak_key",
        [CertificateFindings.SignatureWeak] = "weak_signature",
        [CertificateFindings.IssuerSignatureWeak] = "weak_signature_intermediate",
        [CertificateFindings.Missing] = "missing",
    };

    public static string Answer(string? id, Func<byte[]> file, CertificateTrial options, Func<string, byte[]> read, DateTimeOffset now)
    {
        var sent = Certificates(file());
        if (sent.Count == 0) return TryAnswer.Failed(id, "parse-error", "no certificate in the file; expected PEM or DER");
        var at = options.At ?? now;
        using var trust = options.Roots is { } roots ? Trusted(sent, Certificates(read(roots)), at) : null;
        var findings = CertificateFindings.Inspect(sent, options.Host, at, options.WarnDays, trust);
        var leaf = sent[0];
        var (type, bits) = CertificateFacts.Key(leaf);
        return TryAnswer.Fields(id, new()
        {
            ["subject"] = DistinguishedName.Of(leaf.SubjectName),
            ["issuer"] = DistinguishedName.Of(leaf.IssuerName),
            ["not_before"] = Iso(leaf.NotBefore),
            ["not_after"] = Iso(leaf.NotAfter),
            ["sha256"] = CertificateFacts.Sha256(leaf),
            ["serial"] = CertificateFacts.Serial(leaf),
            ["san_count"] = CertificateFacts.Names(leaf),
            ["sig_alg"] = CertificateFacts.Signature(leaf),
            ["key_type"] = type,
            ["key_bits"] = bits,
            ["chain_length"] = sent.Count,
            ["valid"] = !findings.Any(CertificateFindings.Breaks),
            ["defects"] = findings.Select(f => Defects.GetValueOrDefault(f.Code)).Where(d => d is not null).Distinct(),
            ["findings"] = findings.Select(f => new { code = f.Code, severity = f.Severity.ToString().ToLowerInvariant(), message = f.Message }),
        });
    }

    private static X509Chain Trusted(IReadOnlyList<X509Certificate2> sent, IReadOnlyList<X509Certificate2> roots, DateTimeOffset at)
    {
        var chain = new X509Chain { ChainPolicy = Probes.Trust.Policy(null, at) };
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots.ToArray());
        chain.ChainPolicy.ExtraStore.AddRange(sent.Skip(1).ToArray());
        chain.Build(sent[0]);
        return chain;
    }

    private static IReadOnlyList<X509Certificate2> Certificates(byte[] file)
    {
        if (file.AsSpan().IndexOf("-----BEGIN"u8) >= 0)
        {
            var pem = new X509Certificate2Collection();
            pem.ImportFromPem(Encoding.Latin1.GetString(file));
            return [.. pem];
        }

        List<X509Certificate2> all = [];
        for (ReadOnlyMemory<byte> rest = file; rest.Length > 0;)
        {
            AsnDecoder.ReadEncodedValue(rest.Span, AsnEncodingRules.BER, out _, out _, out var length);
            all.Add(X509CertificateLoader.LoadCertificate(rest.Span[..length]));
            rest = rest[length..];
        }

        return all;
    }

    private static string Iso(DateTime at) => new DateTimeOffset(at).ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}

/// <summary>Options of a certificate to try.</summary>
internal sealed record CertificateTrial
{
    public string? Host { get; init; }

    public DateTimeOffset? At { get; init; }

    public string? Roots { get; init; }

    public IReadOnlyList<int> WarnDays { get; init; } = [];
}
