using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Monitor.Collectors.Probes.Tls.Hello;

/// <summary>
/// The first message of a TLS handshake (RFC 5246 section 7.4.1.2, RFC 8446 section 4.1.2), written by hand: it can offer what this machine's
/// own TLS would refuse to speak. The answer's first messages come unencrypted and are all that is wanted; no handshake is completed.
/// </summary>
internal static class ClientHello
{
    private static readonly ushort[] Groups = [0x001D, 0x0017, 0x0018, 0x0019];
    private static readonly ushort[] Signatures = [0x0403, 0x0503, 0x0603, 0x0807, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0203, 0x0201, 0x0202, 0x0708];

    /// <summary>A whole record.</summary>
    /// <param name="version">The highest to be spoken; for TLS 1.3 it is the only one.</param>
    /// <param name="host">Sent as server name where it is a name (RFC 6066, section 3).</param>
    public static byte[] Write(TlsVersion version, IReadOnlyList<ushort> suites, string host)
    {
        var body = new List<byte>();
        Two(body, (ushort)Math.Min((int)version, (int)TlsVersion.Tls12)); // TLS 1.3 calls itself 1.2 here and says the truth in an extension
        body.AddRange(RandomNumberGenerator.GetBytes(32));
        Vector(body, 1, version == TlsVersion.Tls13 ? RandomNumberGenerator.GetBytes(32) : []);
        Vector(body, 2, Numbers(suites));
        Vector(body, 1, [0]);
        Vector(body, 2, Extensions(version, host));

        byte[] message = [1, (byte)(body.Count >> 16), (byte)(body.Count >> 8), (byte)body.Count, .. body];
        return [22, 3, 1, (byte)(message.Length >> 8), (byte)message.Length, .. message];
    }

    private static byte[] Extensions(TlsVersion version, string host)
    {
        var all = new List<byte>();
        if (Uri.CheckHostName(host) == UriHostNameType.Dns && !IPAddress.TryParse(host, out _)) Extension(all, 0, Wrapped(2, [0, .. Wrapped(2, Encoding.ASCII.GetBytes(host))]));
        Extension(all, 5, [1, 0, 0, 0, 0]); // status_request: staple, please
        Extension(all, 10, Wrapped(2, Numbers(Groups)));
        Extension(all, 11, [1, 0]);
        if (version >= TlsVersion.Tls12) Extension(all, 13, Wrapped(2, Numbers(Signatures)));
        if (version < TlsVersion.Tls13) Extension(all, 0xFF01, [0]);
        if (version < TlsVersion.Tls13) return [.. all];
        Extension(all, 43, [2, 3, 4]);
        Extension(all, 45, [1, 1]);
        Extension(all, 51, [0, 0]); // no key: the server names the group it wants, and thereby the version (RFC 8446, section 4.2.8)
        return [.. all];
    }

    private static void Extension(List<byte> to, ushort type, byte[] data)
    {
        Two(to, type);
        Vector(to, 2, data);
    }

    private static byte[] Wrapped(int width, byte[] data)
    {
        var to = new List<byte>();
        Vector(to, width, data);
        return [.. to];
    }

    private static void Vector(List<byte> to, int width, byte[] data)
    {
        if (width == 2) to.Add((byte)(data.Length >> 8));
        to.Add((byte)data.Length);
        to.AddRange(data);
    }

    private static byte[] Numbers(IReadOnlyList<ushort> numbers)
    {
        var bytes = new byte[numbers.Count * 2];
        for (var i = 0; i < numbers.Count; i++) BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2 * i), numbers[i]);
        return bytes;
    }

    private static void Two(List<byte> to, ushort number)
    {
        to.Add((byte)(number >> 8));
        to.Add((byte)number);
    }
}
