using System.Text;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Tcp;

/// <summary>Opens a connection, listens for the banner where one is expected, and says nothing.</summary>
internal sealed class TcpProbe(TargetDefinition target, TcpProbeOptions options, TimeProvider time) : IProbe
{
    public const string Slow = "tcp.slow";
    public const string Banner = "tcp.banner";

    private const int LongestBanner = 4096;
    private const int Quoted = 80;

    public string? Host => options.Host;

    public async Task<ProbeResult> ProbeAsync(CancellationToken ct)
    {
        var (at, clock) = (time.GetUtcNow(), new PhaseClock());
        using var timer = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
        try
        {
            await using var stream = await Dialer.ConnectAsync(options.Host, options.Port, options.Timeout, time, clock, either.Token);
            var heard = options.ExpectBanner is { } expected ? await ListenAsync(stream, expected, clock, either.Token) : null;
            return Judge(at, clock.Stop(), heard);
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(ct);
        }
        catch (Exception e)
        {
            var failure = Failure.Of(e, clock.Current ?? Phases.Check, options.Timeout);
            return Result(at, clock.Stop()) with { State = failure.State, FailedPhase = failure.Phase, Message = failure.Message };
        }
    }

    /// <returns>What came, up to the expected text, the end of the connection or the limit.</returns>
    private static async Task<string> ListenAsync(Stream stream, string expected, PhaseClock clock, CancellationToken ct)
    {
        clock.Enter(Phases.FirstByte);
        var (bytes, length) = (new byte[LongestBanner], 0);
        while (length < bytes.Length && !Text(bytes, length).Contains(expected, StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(bytes.AsMemory(length), ct);
            if (read == 0) break;
            if (length == 0) clock.Enter(Phases.Body);
            length += read;
        }

        return Text(bytes, length);
    }

    private ProbeResult Judge(DateTimeOffset at, PhaseTimings timings, string? heard)
    {
        if (options.ExpectBanner is { } expected && heard?.Contains(expected, StringComparison.Ordinal) != true)
        {
            var said = string.IsNullOrEmpty(heard) ? "没有发送任何内容就关闭了连接" : $"发送的是“{Visible(heard)}”";
            Finding wrong = new(Banner, FindingSeverity.Medium, $"端口已开放，但服务器{said}，应包含“{expected}”");
            return Result(at, timings) with { State = ProbeState.Down, FailedPhase = Phases.Check, Message = wrong.Message, Findings = [wrong] };
        }

        if (options.MaxLatency is { } most && timings.Total > most.TotalMilliseconds)
        {
            Finding slow = new(Slow, FindingSeverity.Low, $"用时 {timings.Total:0} 毫秒，上限 {most.TotalMilliseconds:0} 毫秒");
            return Result(at, timings) with { State = ProbeState.Degraded, Message = slow.Message, Findings = [slow] };
        }

        return Result(at, timings) with { State = ProbeState.Up };
    }

    private ProbeResult Result(DateTimeOffset at, PhaseTimings timings) => new() { TargetId = target.Id, At = at, State = ProbeState.Unknown, Timings = timings };

    private static string Text(byte[] bytes, int length) => Encoding.UTF8.GetString(bytes, 0, length);

    private static string Visible(string text) => string.Concat(text.Take(Quoted).Select(c => char.IsControl(c) ? ' ' : c)).Trim();
}
