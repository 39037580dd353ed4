using System.Net.Sockets;
using System.Security.Authentication;
using Monitor.Collectors.Probes.Tls;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Http;

/// <summary>Names how an exchange ended badly more closely than its phase does: who was silent, what was cut off, what broke the protocol.</summary>
internal static class HttpFaults
{
    public static Failure Of(Exception error, string phase, HttpExchange exchange, TimeSpan timeout)
    {
        // What an honest client refuses the certificate for says more than that the handshake failed.
        if (phase == Phases.Tls && exchange.Certificates.Findings.Where(CertificateFindings.Breaks).ToList() is { Count: > 0 } refused)
            return new(ProbeState.Down, phase, string.Join("；", refused.Select(f => f.Message)));
        var failure = Failure.Of(error, phase, timeout);
        if (failure.Code is not null || failure.State == ProbeState.Unknown && error is not InvalidDataException) return failure;
        var (code, words) = Name(error, phase, exchange);
        return code is null ? failure : failure with { State = ProbeState.Down, Phase = phase, Code = code, Message = error is OperationCanceledException ? $"{failure.Message}：{words}" : $"在“{Failure.Name(phase)}”阶段失败：{words}" };
    }

    private static (string? Code, string Words) Name(Exception error, string phase, HttpExchange exchange)
    {
        if (Failure.Inner<AuthenticationException>(error) is not null) return (null, "");
        if (error is OperationCanceledException) return Slow(phase, exchange);
        if (Failure.Inner<HttpProtocolException>(error) is { } protocol) return Http2(protocol);
        if (Failure.Inner<SocketException>(error) is { } socket)
            return IsReset(socket) && phase is (Phases.FirstByte or Phases.Body)
                ? ("http.reset", $"连接被对方重置（{socket.SocketErrorCode}）{(phase == Phases.Body ? "，" + Progress(exchange) : "")}")
                : (null, "");
        if (Failure.Inner<InvalidDataException>(error) is not null) return ("http.encoding", "压缩的正文无法解开，与 Content-Encoding 不符或已损坏");
        return Kind(error) switch
        {
            HttpRequestError.ResponseEnded when phase == Phases.Body => ("http.body-truncated", $"正文不完整，连接提前关闭：{Progress(exchange)}"),
            HttpRequestError.ResponseEnded => exchange.Wire.Received > 0 ? ("http.headers-truncated", "响应头没有发完，连接就关闭了") : ("http.no-answer", "没有应答就关闭了连接"),
            HttpRequestError.InvalidResponse when phase == Phases.Body => ("http.chunking", $"分块编码有误，{Progress(exchange)}（{Failure.Innermost(error).Message}）"),
            HttpRequestError.InvalidResponse => ("http.malformed", $"应答不合 HTTP 语法（{Failure.Innermost(error).Message}）"),
            HttpRequestError.ConfigurationLimitExceeded => ("http.headers-too-large", $"响应头过大（{Failure.Innermost(error).Message}）"),
            HttpRequestError.HttpProtocolError => ("http.protocol", $"违反 HTTP 协议（{Failure.Innermost(error).Message}）"),
            _ => (null, ""),
        };
    }

    private static (string? Code, string Words) Slow(string phase, HttpExchange exchange) => phase switch
    {
        Phases.FirstByte when exchange.Wire.Received == 0 => ("http.silent", "连接已建立，但对方没有发出任何数据"),
        Phases.FirstByte => ("http.slow-headers", $"已收到 {exchange.Wire.Received} 字节，响应头仍未收完"),
        Phases.Body => ("http.slow-body", Progress(exchange)),
        _ => (null, ""),
    };

    /// <summary>A goodbye ends the connection (GOAWAY, RFC 9113, section 6.8), a reset only the one stream (section 6.4).</summary>
    private static (string Code, string Words) Http2(HttpProtocolException error) => error.Message.Contains("reset the stream", StringComparison.Ordinal)
        ? ("http.stream-reset", $"HTTP/2 流被对方重置（RST_STREAM，{Known(error.ErrorCode)}）")
        : error.Message.Contains("closed the connection", StringComparison.Ordinal)
            ? ("http.goaway", $"对方以 GOAWAY 结束了 HTTP/2 连接（{Known(error.ErrorCode)}）")
            : ("http.protocol", $"违反 HTTP/2 协议（{Known(error.ErrorCode)}）");

    /// <summary>RFC 9113, section 7.</summary>
    private static string Known(long code) => code switch
    {
        0 => "NO_ERROR",
        1 => "PROTOCOL_ERROR",
        2 => "INTERNAL_ERROR",
        3 => "FLOW_CONTROL_ERROR",
        5 => "STREAM_CLOSED",
        6 => "FRAME_SIZE_ERROR",
        7 => "REFUSED_STREAM",
        8 => "CANCEL",
        9 => "COMPRESSION_ERROR",
        11 => "ENHANCE_YOUR_CALM",
        12 => "INADEQUATE_SECURITY",
        13 => "HTTP_1_1_REQUIRED",
        _ => $"0x{code:X}",
    };

    private static bool IsReset(SocketException error) => error.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown;

    private static string Progress(HttpExchange exchange) =>
        exchange.BodyDeclared is { } declared ? $"声明 {declared} 字节，只收到 {exchange.BodyReceived} 字节" : $"只收到 {exchange.BodyReceived} 字节";

    private static HttpRequestError? Kind(Exception error) =>
        Failure.Inner<HttpIOException>(error)?.HttpRequestError ?? Failure.Inner<HttpRequestException>(error)?.HttpRequestError;
}
