using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Tls;

/// <summary>Shakes hands once and reports the certificate, also one that a client would refuse. Sends no application data.</summary>
internal sealed class TlsProbe(TargetDefinition target, TlsProbeOptions options, TimeProvider time) : IProbe
{
    private string ServerName => options.ServerName ?? options.Host;

    public string? Host => options.Host;

    public async Task<ProbeResult> ProbeAsync(CancellationToken ct)
    {
        var at = time.GetUtcNow();
        var clock = new PhaseClock();
        using var timer = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
        try
        {
            return await CheckAsync(at, clock, either.Token);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            return Failed(at, Failure.Of(e, clock.Current ?? Phases.Check, options.Timeout)) with { Timings = clock.Stop() };
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(ct);
        }
    }

    private async Task<ProbeResult> CheckAsync(DateTimeOffset at, PhaseClock clock, CancellationToken ct)
    {
        IReadOnlyList<Finding> findings = [];
        ServerCertificate? shown = null;
        var tls = new SslClientAuthenticationOptions
        {
            TargetHost = ServerName,
            CertificateChainPolicy = Trust.Policy(options.CaFile, at),
            // Accepted so that a bad certificate can be seen and described; nothing is sent over this connection.
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            {
                shown = Shown.Of(certificate);
                findings = CertificateFindings.Inspect(certificate as X509Certificate2, chain, errors, ServerName, at, options.WarnDays);
                return true;
            },
        };

        await using var tcp = await Dialer.ConnectAsync(options.Host, options.Port, options.Timeout, time, clock, ct);
        clock.Enter(Phases.Tls);
        await using var stream = new SslStream(tcp);
        await stream.AuthenticateAsClientAsync(tls, ct);
        return Judge(at, clock.Stop(), [.. findings, .. Protocol(stream)]) with { Certificate = shown };
    }

    private ProbeResult Judge(DateTimeOffset at, PhaseTimings timings, IReadOnlyList<Finding> findings)
    {
        // Expiring soon or weak is told by the findings; the service itself answers, so it is up.
        var broken = findings.Where(CertificateFindings.Breaks).Select(f => f.Message).ToList();
        return new()
        {
            TargetId = target.Id,
            At = at,
            State = broken.Count > 0 ? ProbeState.Down : ProbeState.Up,
            FailedPhase = broken.Count > 0 ? Phases.Tls : null,
            Message = broken.Count > 0 ? string.Join("；", broken) : null,
            Timings = timings,
            Findings = findings,
        };
    }

    private static IEnumerable<Finding> Protocol(SslStream stream)
    {
        yield return new("tls.protocol", FindingSeverity.Info, $"{stream.SslProtocol} {stream.NegotiatedCipherSuite}");
        if (stream.SslProtocol < SslProtocols.Tls12)
            yield return new(CertificateFindings.ProtocolWeak, FindingSeverity.Medium, $"协议版本过旧：{stream.SslProtocol}，至少应为 TLS 1.2");
    }

    private ProbeResult Failed(DateTimeOffset at, Failure failure) => new()
    {
        TargetId = target.Id,
        At = at,
        State = failure.State,
        FailedPhase = failure.Phase,
        Message = failure.Message,
    };
}
