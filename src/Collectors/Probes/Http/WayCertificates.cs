using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Monitor.Collectors.Probes.Tls;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Http;

/// <summary>Judges what each server on the way of a check shows. A finding about another host than the first names it.</summary>
internal sealed class WayCertificates(ExchangeSettings settings, TimeProvider time, ProbeTrace? trace)
{
    private readonly Dictionary<string, IReadOnlyList<Finding>> _found = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Host that needs no naming; null = each is named.</summary>
    public string? First { get; set; }

    /// <summary>What the last server with TLS showed; after redirects that of the page.</summary>
    public ServerCertificate? Last { get; private set; }

    public IReadOnlyList<Finding> Findings => _found.Count == 0 ? [] : [.. _found.Values.SelectMany(f => f)];

    /// <summary>Those of hosts that redirects led to.</summary>
    public IReadOnlyList<Finding> Beyond => [.. _found.Where(f => !f.Key.Equals(First, StringComparison.OrdinalIgnoreCase)).SelectMany(f => f.Value)];

    public bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        Last = Shown.Of(certificate) ?? Last;
        var host = (sender as SslStream)?.TargetHostName ?? "";
        trace?.Say(Phases.Tls, "certificate", Last is { } shown ? $"{shown.Name}, issued by {shown.Issuer}, until {shown.NotAfter:yyyy-MM-dd HH:mm} UTC, {(errors == SslPolicyErrors.None ? "trusted" : errors)}" : "none");
        if (errors == SslPolicyErrors.None && settings.WarnDays is null) return true;

        var findings = CertificateFindings.Inspect(certificate as X509Certificate2, chain, errors, host, time.GetUtcNow(), settings.WarnDays ?? []);
        _found[host] = host.Equals(First, StringComparison.OrdinalIgnoreCase) ? findings : [.. findings.Select(f => f with { Message = $"{host}：{f.Message}" })];
        return errors == SslPolicyErrors.None || settings.AcceptAll;
    }
}
