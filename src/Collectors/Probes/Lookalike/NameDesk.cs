using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using DnsClient;
using Monitor.Collectors.Probes.Dns;

namespace Monitor.Collectors.Probes.Lookalike;

/// <summary>Asks resolvers for names at a low rate, for one look. Answers that come for every name (wildcards, resolvers that lead to advertisements) do not count.</summary>
internal sealed class NameDesk(IReadOnlyList<DnsAsker> askers, TimeSpan pace, TimeProvider time)
{
    private const int RandomNames = 3;

    private readonly ConcurrentDictionary<string, Lazy<Task<Wild>>> _wild = new(StringComparer.Ordinal);
    private readonly long _begun = time.GetTimestamp();
    private readonly Lock _gate = new();
    private TimeSpan _next;

    /// <summary>Somebody answers at all.</summary>
    public async Task<bool> AnswersAsync(string ownName, CancellationToken ct) =>
        (await FirstAsync(ownName, QueryType.A, ct)).Outcome is not (DnsOutcome.Silent or DnsOutcome.OwnNetwork or DnsOutcome.Refused);

    /// <param name="known">It was registered at the last look: then all resolvers must say that it is gone.</param>
    public async Task<NameFacts> AskAsync(string name, bool known, CancellationToken ct)
    {
        var (outcome, addresses) = await FirstAsync(name, QueryType.A, ct);
        if (outcome == DnsOutcome.NxDomain) return !known || await AllSayAsync(name, DnsOutcome.NxDomain, ct) ? NameFacts.Free : NameFacts.NotKnown;
        if (outcome is not (DnsOutcome.Records or DnsOutcome.NoData)) return NameFacts.NotKnown;

        var wild = await WildAsync(name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..], ct);
        if (!wild.Known) return NameFacts.NotKnown;
        if (outcome == DnsOutcome.NoData) addresses = (await FirstAsync(name, QueryType.AAAA, ct)).Values;
        var own = addresses.Where(a => !wild.Addresses.Contains(a)).ToList();
        var (servers, names) = await FirstAsync(name, QueryType.NS, ct);
        var (mail, exchanges) = await FirstAsync(name, QueryType.MX, ct);
        var takesMail = mail == DnsOutcome.Records && exchanges.Any(e => !e.EndsWith(' ') && !wild.Mail.Contains(e));
        if (own.Count > 0 || takesMail || (servers == DnsOutcome.Records && names.Count > 0)) return new(NameState.Registered, own, takesMail);
        // Behind a wildcard a name without servers of its own is nobody's; elsewhere one without any record says nothing.
        return wild.Any && servers is DnsOutcome.NxDomain or DnsOutcome.NoData ? NameFacts.Free : NameFacts.NotKnown;
    }

    /// <summary>All addresses of a host, for the page behind it.</summary>
    /// <exception cref="SocketException">None.</exception>
    public async Task<IPAddress[]> AddressesAsync(string host, CancellationToken ct)
    {
        if (IPAddress.TryParse(host, out var literal)) return [literal];
        IPAddress[] found = [.. (await FirstAsync(host, QueryType.A, ct)).Values.Concat((await FirstAsync(host, QueryType.AAAA, ct)).Values).Select(IPAddress.Parse)];
        return found.Length > 0 ? found : throw new SocketException((int)SocketError.HostNotFound);
    }

    /// <summary>The first resolver that can say.</summary>
    private async Task<(DnsOutcome Outcome, IReadOnlyList<string> Values)> FirstAsync(string name, QueryType type, CancellationToken ct)
    {
        (DnsOutcome, IReadOnlyList<string>) last = (DnsOutcome.Silent, []);
        foreach (var asker in askers)
        {
            await TurnAsync(ct);
            last = await asker.QueryAsync(name, type, ct);
            if (last.Item1 is DnsOutcome.Records or DnsOutcome.NoData or DnsOutcome.NxDomain) return last;
        }

        return last;
    }

    private async Task<bool> AllSayAsync(string name, DnsOutcome outcome, CancellationToken ct)
    {
        foreach (var asker in askers.Skip(1))
        {
            await TurnAsync(ct);
            if ((await asker.QueryAsync(name, QueryType.A, ct)).Outcome != outcome) return false;
        }

        return true;
    }

    private Task<Wild> WildAsync(string ending, CancellationToken ct) => _wild.GetOrAdd(ending, e => new(() => AskWildAsync(e, ct))).Value;

    private async Task<Wild> AskWildAsync(string ending, CancellationToken ct)
    {
        HashSet<string> addresses = new(StringComparer.Ordinal), mail = new(StringComparer.Ordinal);
        var (any, known) = (false, false);
        for (var n = 0; n < RandomNames; n++)
        {
            var name = $"x{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10))}.{ending}";
            var (outcome, values) = await FirstAsync(name, QueryType.A, ct);
            known |= outcome is DnsOutcome.Records or DnsOutcome.NoData or DnsOutcome.NxDomain;
            any |= outcome is DnsOutcome.Records or DnsOutcome.NoData;
            addresses.UnionWith(values);
            if (outcome is not (DnsOutcome.Records or DnsOutcome.NoData)) continue;
            addresses.UnionWith((await FirstAsync(name, QueryType.AAAA, ct)).Values);
            mail.UnionWith((await FirstAsync(name, QueryType.MX, ct)).Values);
        }

        return new(known, any, addresses, mail);
    }

    private async Task TurnAsync(CancellationToken ct)
    {
        TimeSpan wait;
        lock (_gate)
        {
            var now = time.GetElapsedTime(_begun);
            var at = _next > now ? _next : now;
            (_next, wait) = (at + pace, at - now);
        }

        if (wait > TimeSpan.Zero) await Task.Delay(wait, time, ct);
    }

    /// <summary>What random names under an ending get.</summary>
    private sealed record Wild(bool Known, bool Any, IReadOnlySet<string> Addresses, IReadOnlySet<string> Mail);
}
