using System.Buffers.Binary;

namespace Monitor.Collectors.Probes.Tls.Hello;

/// <summary>Reads a server's first messages (RFC 5246, sections 6.2.1 and 7): its hello, and for what was stapled on until the certificate is done with. Trusts no length.</summary>
internal sealed class HelloReader(Stream stream)
{
    private const int MaxRecord = 16 * 1024 + 2048;
    private const int MaxMessages = 256 * 1024;
    private const byte AlertRecord = 21, HandshakeRecord = 22;
    private const byte ServerHello = 2, Certificate = 11, CertificateStatus = 22;

    private readonly List<byte> _messages = [];

    /// <exception cref="IOException">The connection broke off.</exception>
    public async Task<HelloAnswer> ReadAsync(CancellationToken ct)
    {
        (ushort Version, ushort Suite)? hello = null;
        var certificate = false;
        while (true)
        {
            if (await RecordAsync(ct) is { } instead) return hello is { } h ? Accepted(h, certificate ? false : null) : instead;
            while (Message() is var (type, body))
            {
                if (hello is null)
                {
                    if (type != ServerHello || Parse(body) is not { } parsed) return HelloAnswer.Unclear("应答不是 ServerHello");
                    hello = parsed;
                    // What follows in TLS 1.3 is encrypted.
                    if (parsed.Version >= (ushort)TlsVersion.Tls13) return Accepted(parsed, null);
                }
                else if (type == CertificateStatus) return Accepted(hello.Value, true);
                else if (certificate || type != Certificate) return Accepted(hello.Value, certificate ? false : null);
                else certificate = true;
            }
        }
    }

    private static HelloAnswer Accepted((ushort Version, ushort Suite) hello, bool? stapled) => new(HelloOutcome.Accepted, hello.Version, hello.Suite, "", stapled);

    /// <summary>One record into the buffer; something else than handshake ends the reading with an answer.</summary>
    private async Task<HelloAnswer?> RecordAsync(CancellationToken ct)
    {
        var head = new byte[5];
        if (await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct) < head.Length) return HelloAnswer.Refused("连接被关闭");
        var length = BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(3));
        if (head[1] != 3 || length is 0 or > MaxRecord || _messages.Count > MaxMessages) return HelloAnswer.Unclear("应答不是 TLS");
        var body = new byte[length];
        if (await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, ct) < length) return HelloAnswer.Refused("连接被关闭");
        switch (head[0])
        {
            case HandshakeRecord:
                _messages.AddRange(body);
                return null;
            case AlertRecord when length >= 2:
                return Alerts.Answer(body[0], body[1]);
            default:
                return HelloAnswer.Unclear("应答不是握手消息");
        }
    }

    private (byte Type, byte[] Body)? Message()
    {
        if (_messages.Count < 4) return null;
        var length = (_messages[1] << 16) | (_messages[2] << 8) | _messages[3];
        if (_messages.Count < 4 + length) return null;
        var message = (_messages[0], _messages.GetRange(4, length).ToArray());
        _messages.RemoveRange(0, 4 + length);
        return message;
    }

    /// <summary>Version and suite; the version of TLS 1.3 stands in an extension (RFC 8446, section 4.2.1). A request to try again is a hello as well.</summary>
    private static (ushort Version, ushort Suite)? Parse(ReadOnlySpan<byte> body)
    {
        if (body.Length < 38) return null;
        var version = BinaryPrimitives.ReadUInt16BigEndian(body);
        var at = 35 + body[34];
        if (body.Length < at + 3) return null;
        var suite = BinaryPrimitives.ReadUInt16BigEndian(body[at..]);
        for (var rest = body[(at + 3)..] is { Length: > 2 } tail ? tail[2..] : []; rest.Length >= 4;)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            if (rest.Length < 4 + length) return null;
            if (BinaryPrimitives.ReadUInt16BigEndian(rest) == 43 && length == 2) version = BinaryPrimitives.ReadUInt16BigEndian(rest[4..]);
            rest = rest[(4 + length)..];
        }

        return (version, suite);
    }
}
