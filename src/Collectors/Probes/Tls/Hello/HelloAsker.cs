using System.Net.Sockets;

namespace Monitor.Collectors.Probes.Tls.Hello;

/// <summary>Asks one server one question by a hello on a connection of its own.</summary>
internal sealed class HelloAsker(TlsProbeOptions options, TimeProvider time, ProbeTrace? trace)
{
    private static readonly TimeSpan MostForOne = TimeSpan.FromSeconds(5);

    /// <param name="what">The question, for the trace.</param>
    /// <exception cref="OperationCanceledException">By <paramref name="ct"/>.</exception>
    public async Task<HelloAnswer> AskAsync(string what, TlsVersion version, IReadOnlyList<ushort> suites, CancellationToken ct)
    {
        var answer = await OneAsync(version, suites, ct);
        trace?.Say(Phases.Tls, "offered " + what, answer.Outcome switch
        {
            HelloOutcome.Accepted => $"accepted: version 0x{answer.Version:X4}, suite 0x{answer.Suite:X4}",
            HelloOutcome.Refused => $"refused: {answer.Why}",
            _ => $"unclear: {answer.Why}",
        });
        return answer;
    }

    private async Task<HelloAnswer> OneAsync(TlsVersion version, IReadOnlyList<ushort> suites, CancellationToken ct)
    {
        using var timer = new CancellationTokenSource(MostForOne, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
        try
        {
            await using var tcp = await Dialer.ConnectAsync(options.Host, options.Port, MostForOne, time, new PhaseClock(), either.Token);
            try
            {
                await tcp.WriteAsync(ClientHello.Write(version, suites, options.ServerName ?? options.Host), either.Token);
                return await new HelloReader(tcp).ReadAsync(either.Token);
            }
            catch (IOException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown })
            {
                return HelloAnswer.Refused("连接被重置");
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return HelloAnswer.Unclear($"{MostForOne.TotalSeconds:0} 秒内没有应答");
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return HelloAnswer.Unclear(e.Message);
        }
    }
}
