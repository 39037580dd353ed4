using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Tls;

/// <summary>Shakes hands and reports the certificate, also one that a client would refuse. Sends no application data unless redirects are asked for.</summary>
internal sealed class TlsProbe(TargetDefinition target, TlsProbeOptions options, TimeProvider time, ProbeTrace? trace = null) : IProbe
{
    private string ServerName => options.ServerName ?? options.Host;

    public string? Host => options.Host;

    public async Task<ProbeResult> ProbeAsync(CancellationToken ct)
    {
        var at = time.GetUtcNow();
        var clock = new PhaseClock();
        var shown = new Handshake();
        ProbeResult result;
        using (var timer = new CancellationTokenSource(options.Timeout, time))
        using (var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token))
        {
            try
            {
                await ShakeAsync(shown, at, clock, either.Token);
                result = Base(at) with { State = ProbeState.Up, Timings = clock.Stop() };
            }
            catch (Exception) when (ct.IsCancellationRequested)
            {
                throw new OperationCanceledException(ct);
            }
            catch (Exception e)
            {
                var failure = Failure.Of(e, clock.Current ?? Phases.Check, options.Timeout);
                result = Base(at) with { State = failure.State, FailedPhase = failure.Phase, Message = failure.Message, Findings = failure.Findings, Timings = clock.Stop() };
            }
        }

        // A handshake that fails may do so for the versions the server speaks; anything before it leaves nothing to ask.
        if (result.State == ProbeState.Up || result.FailedPhase == Phases.Tls) shown.Findings.AddRange(await new TlsExtras(options, time, trace).FindAsync(shown.Chain, at, ct));
        return Judge(result, shown);
    }

    private async Task ShakeAsync(Handshake shown, DateTimeOffset at, PhaseClock clock, CancellationToken ct)
    {
        var tls = new SslClientAuthenticationOptions
        {
            TargetHost = ServerName,
            CertificateChainPolicy = Trust.Policy(options.CaFile, at),
            // Accepted so that a bad certificate can be seen and described; nothing is sent over this connection.
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            {
                shown.Certificate = Shown.Of(certificate);
                if (options.Revocation || options.Redirects) shown.Keep(certificate, chain);
                shown.Findings.AddRange(CertificateFindings.Inspect(certificate as X509Certificate2, chain, errors, ServerName, at, options.WarnDays));
                trace?.Say(Phases.Tls, "certificate", shown.Certificate is { } c ? $"{c.Name}, issued by {c.Issuer}, until {c.NotAfter:yyyy-MM-dd HH:mm} UTC, {(errors == SslPolicyErrors.None ? "trusted" : errors)}" : "none");
                return true;
            },
        };

        await using var tcp = await Dialer.ConnectAsync(options.Host, options.Port, options.Timeout, time, clock, ct, trace: trace);
        clock.Enter(Phases.Tls);
        await using var stream = new SslStream(tcp);
        await stream.AuthenticateAsClientAsync(tls, ct);
        trace?.Say(Phases.Tls, ServerName, $"{stream.SslProtocol} {stream.NegotiatedCipherSuite}");
        shown.Findings.AddRange(Protocol(stream));
    }

    private IEnumerable<Finding> Protocol(SslStream stream)
    {
        yield return new("tls.protocol", FindingSeverity.Info, $"{stream.SslProtocol} {stream.NegotiatedCipherSuite}");
        // With the floor tested, that says it more fully.
        if (stream.SslProtocol < SslProtocols.Tls12 && !options.Floor)
            yield return new(CertificateFindings.ProtocolWeak, FindingSeverity.Medium, $"协议版本过旧：{stream.SslProtocol}，至少应为 TLS 1.2");
    }

    /// <summary>Expiring soon or weak is told by the findings; the service itself answers, so it is up.</summary>
    private static ProbeResult Judge(ProbeResult result, Handshake shown)
    {
        var broken = shown.Findings.Where(CertificateFindings.Breaks).Select(f => f.Message).ToList();
        result = result with { Findings = [.. result.Findings, .. shown.Findings], Certificate = shown.Certificate };
        return result.State != ProbeState.Up || broken.Count == 0 ? result
            : result with { State = ProbeState.Down, FailedPhase = Phases.Tls, Message = string.Join("；", broken) };
    }

    private ProbeResult Base(DateTimeOffset at) => new() { TargetId = target.Id, At = at, State = ProbeState.Unknown };
}
