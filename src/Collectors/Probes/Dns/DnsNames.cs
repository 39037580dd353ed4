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

    /// <summary>A resolver as options name it; port 53 where none is written.</summary>
    public static IPEndPoint Endpoint(string written)
    {
        var endpoint = IPEndPoint.Parse(written);
        return endpoint.Port == 0 ? new IPEndPoint(endpoint.Address, 53) : endpoint;
    }
}
