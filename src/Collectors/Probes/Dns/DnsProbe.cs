using System.Net;
using DnsClient;
using Monitor.Collectors.Fetching;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Dns;

/// <summary>
/// Asks every resolver for the name and holds the answers against what is expected and against one another. A resolver that is silent says nothing about
/// the name: only when none answers is the state unknown.
/// </summary>
internal sealed class DnsProbe(TargetDefinition target, DnsProbeOptions options, TimeProvider time) : IProbe
{
    public const string Unexpected = "dns.unexpected";
    public const string Missing = "dns.missing";
    public const string NotAnswering = "dns.resolver";
    public const string Private = "dns.private";
    public const string Invents = "dns.invents";
    public const string Drift = "dns.drift";

    private readonly IReadOnlyList<DnsAsker> _askers =
    [
        .. (options.Resolvers.Count > 0
            ? options.Resolvers.Select(r => new NameServer(DnsNames.Endpoint(r)))
            : NameServer.ResolveNameServers(skipIPv6SiteLocal: true, fallbackToGooglePublicDns: false)).Select(n => new DnsAsker(n, options.Timeout)),
    ];

    private readonly HashSet<string> _expected = [.. options.Expect.Select(e => DnsNames.Canonical(e, options.Type))];

    /// <summary>Every record seen in the last round in which somebody answered: names are spread over their servers in turn.</summary>
    private HashSet<string>? _last;

    public async Task<ProbeResult> ProbeAsync(CancellationToken ct)
    {
        var (at, clock) = (time.GetUtcNow(), new PhaseClock());
        if (_askers.Count == 0) return Result(at, clock.Stop()) with { FailedPhase = Phases.Dns, Message = "本机没有配置域名解析器，请在 resolvers 中写明" };
        clock.Enter(Phases.Dns);
        var answers = await Task.WhenAll(_askers.Select(a => a.AskAsync(options.Name, TypeOf(options.Type), ct)));
        return Judge(answers, at, clock.Stop());
    }

    private ProbeResult Judge(IReadOnlyList<DnsAnswer> answers, DateTimeOffset at, PhaseTimings timings)
    {
        var heard = answers.Where(a => a.Answered).ToList();
        if (heard.Count == 0) return Result(at, timings) with { FailedPhase = Phases.Dns, Message = "没有解析器应答，无法判断：" + Each(answers) };

        List<Finding> findings = [.. heard.SelectMany(Look), .. answers.Except(heard).Select(a => new Finding(NotAnswering, FindingSeverity.Low, $"解析器 {a.Resolver} {a.Words}"))];
        if (Changed(heard) is { } drift) findings.Add(drift);
        var (wrong, none) = (findings.Any(f => f.Code == Unexpected), heard.All(a => a.Outcome != DnsOutcome.Records));
        var broken = wrong || none;
        var worth = findings.Where(f => f.Severity > FindingSeverity.Low).Select(f => f.Message).ToList();
        return Result(at, timings) with
        {
            State = broken ? ProbeState.Down : worth.Count > 0 ? ProbeState.Degraded : ProbeState.Up,
            FailedPhase = none ? Phases.Dns : wrong ? Phases.Check : null,
            Message = worth.Count > 0 ? string.Join("；", worth) : null,
            Findings = findings,
        };
    }

    private IEnumerable<Finding> Look(DnsAnswer answer)
    {
        var here = $"解析器 {answer.Resolver}：";
        if (answer.Outcome != DnsOutcome.Records)
        {
            yield return new(Missing, FindingSeverity.Medium, here + answer.Words);
        }
        else if (_expected.Count > 0)
        {
            var (foreign, absent) = (answer.Values.Except(_expected).ToList(), _expected.Except(answer.Values).ToList());
            if (foreign.Count > 0) yield return new(Unexpected, FindingSeverity.High, $"{here}返回 {string.Join("、", foreign)}，不在应有的 {string.Join("、", _expected)} 之中，可能被劫持或被改动");
            else if (absent.Count > 0) yield return new(Missing, FindingSeverity.Medium, $"{here}缺少 {string.Join("、", absent)}");
        }
        else if (!options.AllowPrivate && answer.Values.Where(Inside).ToList() is { Count: > 0 } inside)
        {
            yield return new(Private, FindingSeverity.Medium, $"{here}返回内部或保留地址 {string.Join("、", inside)}，可能被劫持");
        }

        if (answer.Invents) yield return new(Invents, FindingSeverity.Low, here + "对不存在的域名也给出地址，有劫持迹象");
    }

    /// <summary>Without an expectation a change is told once: none of what was there is there now.</summary>
    private Finding? Changed(List<DnsAnswer> heard)
    {
        var now = heard.SelectMany(a => a.Values).ToHashSet(StringComparer.Ordinal);
        if (_expected.Count > 0 || now.Count == 0) return null;
        var before = _last;
        _last = now;
        return before is null || before.Overlaps(now) ? null : new Finding(Drift, FindingSeverity.Medium, $"记录已全部改变：此前 {string.Join("、", before.Order(StringComparer.Ordinal))}，现在 {string.Join("、", now.Order(StringComparer.Ordinal))}");
    }

    private bool Inside(string value) => options.Type is DnsRecordType.A or DnsRecordType.Aaaa && IPAddress.TryParse(value, out var address) && AddressGuard.IsInside(address);

    private ProbeResult Result(DateTimeOffset at, PhaseTimings timings) => new() { TargetId = target.Id, At = at, State = ProbeState.Unknown, Timings = timings };

    private static string Each(IEnumerable<DnsAnswer> answers) => string.Join("；", answers.Select(a => $"{a.Resolver} {a.Words}"));

    private static QueryType TypeOf(DnsRecordType type) => type switch
    {
        DnsRecordType.Aaaa => QueryType.AAAA,
        DnsRecordType.Cname => QueryType.CNAME,
        DnsRecordType.Mx => QueryType.MX,
        DnsRecordType.Ns => QueryType.NS,
        DnsRecordType.Txt => QueryType.TXT,
        _ => QueryType.A,
    };
}
