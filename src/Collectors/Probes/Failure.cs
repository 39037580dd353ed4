using System.Net.Sockets;
using System.Security.Authentication;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes;

/// <summary>How a check ended badly: state, phase, and words for a person.</summary>
/// <param name="Code">Code of the finding that names it; null where the phase says enough.</param>
internal sealed record Failure(ProbeState State, string Phase, string Message, string? Code = null)
{
    /// <summary>What the result lists; empty where there is no name for it, or where it says nothing about the target.</summary>
    public IReadOnlyList<Finding> Findings => Code is { } code && State == ProbeState.Down ? [new(code, FindingSeverity.High, Message)] : [];

    /// <summary>Reads an exception. What is none of the network's is a fault of ours: it says nothing about the target and is not hidden.</summary>
    public static Failure Of(Exception error, string phase, TimeSpan timeout) => error switch
    {
        OptionFileException => new(ProbeState.Unknown, Phases.Check, $"配置有误，无法检查：{error.Message}"),
        FaultException fault => new(ProbeState.Down, phase, fault.Message, fault.Code),
        _ when Inner<FaultException>(error) is { } fault => new(ProbeState.Down, phase, fault.Message, fault.Code),
        OperationCanceledException => new(ProbeState.Down, phase, $"在“{Name(phase)}”阶段超时，{timeout.TotalSeconds:0.###} 秒内未完成"),
        _ when Inner<SocketException>(error) is { } socket => OfSocket(socket.SocketErrorCode, phase),
        _ when Inner<AuthenticationException>(error) is { } tls => new(ProbeState.Down, phase, $"TLS 握手失败：{Handshake(tls)}", "tls.handshake"),
        HttpRequestException or IOException => new(ProbeState.Down, phase, $"在“{Name(phase)}”阶段中断：{Innermost(error).Message}"),
        _ => new(ProbeState.Unknown, Phases.Check, $"无法检查（内部错误）：{error.GetType().Name}: {error.Message}"),
    };

    public static string Name(string phase) => phase switch
    {
        Phases.Dns => "域名解析",
        Phases.Connect => "建立连接",
        Phases.Tls => "TLS 握手",
        Phases.FirstByte => "等待首字节",
        Phases.Body => "读取正文",
        _ => "内容检查",
    };

    private static Failure OfSocket(SocketError code, string phase)
    {
        if (OwnNetwork.IsCause(code)) return new(ProbeState.Unknown, phase, $"本机网络异常，无法判断目标状态（{code}）");
        var what = code switch
        {
            SocketError.HostNotFound or SocketError.NoData => "域名不存在或没有地址",
            SocketError.ConnectionRefused => "连接被拒绝，端口未开放",
            SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => "连接被对方重置",
            SocketError.TimedOut => "连接超时",
            SocketError.HostUnreachable => "主机不可达",
            _ => "网络错误",
        };
        return new(ProbeState.Down, phase, $"在“{Name(phase)}”阶段失败：{what}（{code}）");
    }

    /// <summary>OpenSSL's own words are the innermost; its common reasons are said in plain ones.</summary>
    private static string Handshake(AuthenticationException error)
    {
        var said = Innermost(error).Message;
        if (said.Contains("protocol version", StringComparison.OrdinalIgnoreCase) || said.Contains("unsupported protocol", StringComparison.OrdinalIgnoreCase))
            return $"双方没有共同的协议版本（{said}）";
        return said.Contains("handshake failure", StringComparison.OrdinalIgnoreCase) || said.Contains("no shared cipher", StringComparison.OrdinalIgnoreCase)
            ? $"双方没有共同的协议版本或加密套件（{said}）"
            : said;
    }

    public static T? Inner<T>(Exception? error) where T : Exception
    {
        for (; error is not null; error = error.InnerException)
            if (error is T found) return found;
        return null;
    }

    public static Exception Innermost(Exception error)
    {
        while (error.InnerException is { } inner) error = inner;
        return error;
    }
}
