using System.Net.Sockets;
using Monitor.Collectors.Probes.Http;
using Monitor.Collectors.Probes.Tls.Hello;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Tls;

/// <summary>What the options ask for beyond the one handshake. Each part has its own time, and none of them makes the target look down by its own failing.</summary>
internal sealed class TlsExtras(TlsProbeOptions options, TimeProvider time, ProbeTrace? trace)
{
    /// <param name="chain">As the handshake showed it; empty when there was none.</param>
    /// <exception cref="OperationCanceledException">By <paramref name="ct"/>.</exception>
    public async Task<IReadOnlyList<Finding>> FindAsync(IReadOnlyList<byte[]> chain, DateTimeOffset at, CancellationToken ct)
    {
        List<Finding> found = [];
        if (options.Floor) found.AddRange(await TimedAsync(until => new FloorCheck(new HelloAsker(options, time, trace)).RunAsync(until, ct), ct));
        if (options.Revocation && await RevocationCheck.OfAsync(chain, options, at, ct) is { } revocation)
        {
            trace?.Say(Phases.Tls, "revocation", revocation.Message);
            found.Add(revocation);
        }

        if (options.Redirects && chain.Count > 0) found.AddRange(await TimedAsync(until => RedirectsAsync(until, ct), ct));
        return found;
    }

    private async Task<IReadOnlyList<Finding>> TimedAsync(Func<CancellationToken, Task<IReadOnlyList<Finding>>> part, CancellationToken ct)
    {
        using var timer = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
        return await part(either.Token);
    }

    private async Task<IReadOnlyList<Finding>> RedirectsAsync(CancellationToken ct, CancellationToken caller)
    {
        var clock = new PhaseClock();
        using var exchange = new HttpExchange(new(options.Timeout, options.CaFile, VersionChoice.Auto, AddressFamily.Unspecified) { WarnDays = options.WarnDays, AcceptAll = true }, clock, time, trace);
        try
        {
            var host = options.Host.Contains(':', StringComparison.Ordinal) && options.Host[0] != '[' ? $"[{options.Host}]" : options.Host;
            await exchange.RunAsync(new HttpAsk(new Uri($"https://{host}:{options.Port}/"), HttpMethod.Get), ct);
            return exchange.Certificates.Beyond;
        }
        catch (Exception) when (caller.IsCancellationRequested)
        {
            throw new OperationCanceledException(caller);
        }
        catch (Exception e)
        {
            var failure = HttpFaults.Of(e, clock.Current ?? Phases.Check, exchange, options.Timeout);
            return [.. exchange.Certificates.Beyond, new("tls.redirects-unknown", FindingSeverity.Info, $"未能走完重定向：{failure.Message}")];
        }
    }
}
