using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using DnsClient;
using DnsClient.Protocol;

namespace Monitor.Collectors.Probes.Dns;

/// <summary>Asks one resolver, past every cache of our own.</summary>
internal sealed class DnsAsker(NameServer resolver, TimeSpan timeout)
{
    private readonly LookupClient _client = new(new LookupClientOptions(resolver)
    {
        Timeout = timeout,
        Retries = 1,
        UseCache = false,
        ThrowDnsErrors = false,
        ContinueOnDnsError = false,
        ContinueOnEmptyResponse = false,
    });

    public string Name { get; } = resolver.Port == 53 ? resolver.Address : $"{(resolver.Address.Contains(':', StringComparison.Ordinal) ? $"[{resolver.Address}]" : resolver.Address)}:{resolver.Port}";

    public async Task<DnsAnswer> AskAsync(string name, QueryType type, CancellationToken ct)
    {
        var (outcome, values) = await QueryAsync(name, type, ct);
        // A name below .invalid never exists (RFC 6761 6.4); whoever gives it an address would give one to a mistyped site as well.
        var invents = outcome is not (DnsOutcome.Silent or DnsOutcome.OwnNetwork)
            && (await QueryAsync($"{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}.invalid", QueryType.A, ct)).Outcome == DnsOutcome.Records;
        return new DnsAnswer(Name, outcome, values, invents);
    }

    /// <summary>One question, and nothing about the resolver itself.</summary>
    public async Task<(DnsOutcome Outcome, IReadOnlyList<string> Values)> QueryAsync(string name, QueryType type, CancellationToken ct)
    {
        try
        {
            var response = await _client.QueryAsync(name, type, cancellationToken: ct);
            List<string> values = [.. response.Answers.Select(a => Value(a, type)).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            return (OutcomeOf(response.Header.ResponseCode, values.Count), values);
        }
        catch (DnsResponseException e) when (!ct.IsCancellationRequested)
        {
            return (Cause(e) is { } code && OwnNetwork.IsCause(code) ? DnsOutcome.OwnNetwork : e.Code == DnsResponseCode.ConnectionTimeout || Cause(e) is not null ? DnsOutcome.Silent : DnsOutcome.Other, []);
        }
        catch (SocketException e) when (!ct.IsCancellationRequested)
        {
            return (OwnNetwork.IsCause(e.SocketErrorCode) ? DnsOutcome.OwnNetwork : DnsOutcome.Silent, []);
        }
    }

    private static DnsOutcome OutcomeOf(DnsHeaderResponseCode code, int records) => code switch
    {
        DnsHeaderResponseCode.NoError => records > 0 ? DnsOutcome.Records : DnsOutcome.NoData,
        DnsHeaderResponseCode.NotExistentDomain => DnsOutcome.NxDomain,
        DnsHeaderResponseCode.ServerFailure => DnsOutcome.ServFail,
        DnsHeaderResponseCode.Refused => DnsOutcome.Refused,
        _ => DnsOutcome.Other,
    };

    private static SocketError? Cause(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
            if (error is SocketException socket) return socket.SocketErrorCode;
        return null;
    }

    /// <summary>Plain form of a record of the type asked for; null for others, such as the aliases on the way to an address.</summary>
    private static string? Value(DnsResourceRecord record, QueryType type) => (type, record) switch
    {
        (QueryType.A or QueryType.AAAA, AddressRecord r) => r.Address.ToString(),
        (QueryType.CNAME, CNameRecord r) => DnsNames.Plain(r.CanonicalName.Value),
        (QueryType.MX, MxRecord r) => $"{r.Preference} {DnsNames.Plain(r.Exchange.Value)}",
        (QueryType.NS, NsRecord r) => DnsNames.Plain(r.NSDName.Value),
        (QueryType.TXT, TxtRecord r) => string.Concat(r.Text),
        _ => null,
    };
}
