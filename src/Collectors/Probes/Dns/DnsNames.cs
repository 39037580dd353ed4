using System.Net;

namespace Monitor.Collectors.Probes.Dns;

/// <summary>Records as they are compared: names in lower case without the last dot, addresses in their shortest form.</summary>
internal static class DnsNames
{
    public static string Plain(string name) => name.TrimEnd('.').ToLowerInvariant();

    public static string Canonical(string written, DnsRecordType type) => type switch
    {
        DnsRecordType.A or DnsRecordType.Aaaa => IPAddress.Parse(written).ToString(),
        DnsRecordType.Txt => written,
        _ => Plain(written.Trim()),
    };
}
