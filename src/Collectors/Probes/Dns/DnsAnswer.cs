namespace Monitor.Collectors.Probes.Dns;

/// <summary>How a resolver answered: the response codes of RFC 1035 and RFC 2308 that mean different troubles, and no answer at all.</summary>
internal enum DnsOutcome
{
    Records,

    /// <summary>The name is there, without such records.</summary>
    NoData,

    /// <summary>The name does not exist.</summary>
    NxDomain,

    /// <summary>The resolver could not find out: its upstream or the name's own servers fail, or a signature does not hold.</summary>
    ServFail,

    /// <summary>The resolver does not serve us.</summary>
    Refused,

    Silent,

    /// <summary>We have no way out.</summary>
    OwnNetwork,

    Other,
}

/// <summary>What one resolver said.</summary>
/// <param name="Resolver">Its address.</param>
/// <param name="Outcome">In kind.</param>
/// <param name="Values">Records in plain form, in order of their text; empty but for <see cref="DnsOutcome.Records"/>.</param>
/// <param name="Invents">It gives addresses to a name that cannot exist.</param>
internal sealed record DnsAnswer(string Resolver, DnsOutcome Outcome, IReadOnlyList<string> Values, bool Invents)
{
    public bool Answered => Outcome is not (DnsOutcome.Silent or DnsOutcome.OwnNetwork or DnsOutcome.Refused);

    public string Words => Outcome switch
    {
        DnsOutcome.Records => string.Join("、", Values),
        DnsOutcome.NoData => "域名存在，但没有该类记录",
        DnsOutcome.NxDomain => "域名不存在（NXDOMAIN）",
        DnsOutcome.ServFail => "解析失败（SERVFAIL：权威服务器无应答或签名无效）",
        DnsOutcome.Refused => "拒绝服务（REFUSED）",
        DnsOutcome.Silent => "无应答",
        DnsOutcome.OwnNetwork => "本机网络不通",
        _ => "应答无法理解",
    };
}
