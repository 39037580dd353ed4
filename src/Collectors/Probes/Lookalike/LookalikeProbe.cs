using System.Collections.Concurrent;
using System.Net;
using DnsClient;
using Monitor.Collectors.Probes.Dns;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Lookalike;

/// <summary>
/// Goes through the names that imitate one's own, some at each look, and tells which are registered: those that had been free before as new,
/// the others as known. A name nobody can say anything about stays what it was.
/// </summary>
internal sealed class LookalikeProbe : IProbe
{
    private const int PagesAtOnce = 4;

    private readonly TargetDefinition _target;
    private readonly LookalikeProbeOptions _options;
    private readonly ProbeServices _services;
    private readonly Outside _outside;
    private readonly IReadOnlyList<DnsAsker> _askers;
    private readonly Lazy<IReadOnlyList<LookalikeName>> _names;
    private readonly IReadOnlyList<string> _own;

    public LookalikeProbe(TargetDefinition target, LookalikeProbeOptions options, ProbeServices services, Outside? outside = null)
    {
        (_target, _options, _services, _outside) = (target, options, services, outside ?? Outside.World);
        _askers = [.. (options.Resolvers.Count > 0 ? options.Resolvers.Select(r => new NameServer(DnsNames.Endpoint(r))) : NameServer.ResolveNameServers(skipIPv6SiteLocal: true, fallbackToGooglePublicDns: false)).Select(n => new DnsAsker(n, options.Timeout))];
        _names = new(() => Permutations.Of(options));
        _own = [.. options.Domains.Select(DomainParts.Of).OfType<DomainParts>().Select(d => d.Registrable).Distinct(StringComparer.Ordinal)];
    }

    public async Task<ProbeResult> ProbeAsync(CancellationToken ct)
    {
        var at = _services.Time.GetUtcNow();
        var result = new ProbeResult { TargetId = _target.Id, At = at, State = ProbeState.Unknown, FailedPhase = Phases.Dns };
        var desk = new NameDesk(_askers, _options.Pace, _services.Time);
        if (_askers.Count == 0) return result with { Message = "本机没有配置域名解析器，请在 resolvers 中写明" };
        if (_own.Count == 0 || !await desk.AnswersAsync(_own[0], ct)) return result with { Message = "没有解析器应答，无法判断" };

        var book = await LookalikeBook.ReadAsync(_services.Memory, _target.Id, _names.Value, ct);
        var look = new NameLook(_names.Value, book, at);
        await look.RunAsync(desk, _options, ct);
        var compared = await PagesAsync(desk, book, at, ct);
        await book.WriteAsync(_services.Memory, _target.Id, ct);
        var findings = LookalikeFindings.Of(book, look, _names.Value.Count, _options, at, compared);
        var silent = look.Asked > 0 && look.NotKnown == look.Asked;
        return result with
        {
            State = silent ? ProbeState.Unknown : ProbeState.Up,
            FailedPhase = silent ? Phases.Dns : null,
            Message = silent ? "本次查询的域名都未能查清，无法判断" : null,
            Findings = findings,
        };
    }

    /// <summary>Those never looked at first, then those longest not looked at: a parked name may become a copy any day.</summary>
    /// <returns>False when the real page could not be read.</returns>
    private async Task<bool> PagesAsync(NameDesk desk, LookalikeBook book, DateTimeOffset at, CancellationToken ct)
    {
        List<KnownName> due = [.. book.Known.Values.Where(k => k.Addresses.Count > 0).OrderBy(k => k.PageAt ?? DateTimeOffset.MinValue).ThenBy(k => k.NewSince is null).ThenBy(k => k.Name, StringComparer.Ordinal).Take(_options.Pages)];
        if (due.Count == 0) return true;
        var site = new Uri(_options.Site ?? $"https://{_options.Domains[0]}/");
        using var pages = new PageLook(_options, site, desk, _services.Time, _services.Loggers, _outside);
        if (await pages.HomeAsync(site, ct) is not { } real) return false;
        var looked = new ConcurrentBag<KnownName>();
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = PagesAtOnce, CancellationToken = ct }, async (known, token) =>
        {
            var like = await pages.FrontAsync(known.Name, token) is { } page ? Likeness.Of(real, page, [.. _own, site.Host]) : null;
            // A page that cannot be read now says nothing of what it was.
            looked.Add(like is null ? known with { PageAt = at } : known with { PageAt = at, Score = like.Score, Reasons = like.Reasons, Ours = like.Ours });
        });
        foreach (var known in looked) book.Known[known.Name] = known;
        return true;
    }
}
