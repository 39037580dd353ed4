using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Monitor.Collectors.Probes.Dns;

/// <summary>Type of the records asked for.</summary>
public enum DnsRecordType { A, Aaaa, Cname, Mx, Ns, Txt }

/// <summary>Options of the probe kind <c>dns</c>.</summary>
public sealed record DnsProbeOptions : IValidatableObject
{
    [Required, Description("Name to resolve, such as zy.example.edu.cn.")]
    public string Name { get; init; } = "";

    [Description("a, aaaa, cname, mx, ns or txt.")]
    public DnsRecordType Type { get; init; } = DnsRecordType.A;

    [Description("Resolvers to ask, each an address or address:port ([address]:port for IPv6); empty = the machine's own. Several, of different operators, tell a hijacked one from a changed name.")]
    public IReadOnlyList<string> Resolvers { get; init; } = [];

    [Description("The records there must be, all and no others, in any order: addresses, names, '10 mail.example.cn' for mx. Empty = any records will do, and a change is told.")]
    public IReadOnlyList<string> Expect { get; init; } = [];

    [Description("Private and reserved addresses are no sign of a hijack: the name is an internal one.")]
    public bool AllowPrivate { get; init; }

    [Description("Limit for each resolver, such as 3s."), Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var resolver in Resolvers)
            if (!IPEndPoint.TryParse(resolver, out _)) yield return new($"resolvers: '{resolver}' is not an address or address:port", [nameof(Resolvers)]);
        if (Type is DnsRecordType.A or DnsRecordType.Aaaa)
            foreach (var expected in Expect)
                if (!IPAddress.TryParse(expected, out _)) yield return new($"expect: '{expected}' is not an address, as type {(Type == DnsRecordType.A ? "a" : "aaaa")} has", [nameof(Expect)]);
    }
}
