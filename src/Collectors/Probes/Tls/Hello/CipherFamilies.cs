namespace Monitor.Collectors.Probes.Tls.Hello;

/// <summary>Cipher suites by the numbers of the IANA registry "TLS Cipher Suites", in families that stand or fall together.</summary>
internal static class CipherFamilies
{
    /// <summary>TLS 1.3, with the two of RFC 8998 (SM4).</summary>
    public static readonly ushort[] Tls13 = [0x1301, 0x1302, 0x1303, 0x1304, 0x1305, 0x00C6, 0x00C7];

    /// <summary>Encrypted and authenticated in one (GCM, CCM, ChaCha20), up to TLS 1.2.</summary>
    public static readonly ushort[] Aead = [0xC02B, 0xC02C, 0xC02F, 0xC030, 0xCCA8, 0xCCA9, 0xCCAA, 0x009E, 0x009F, 0x009C, 0x009D, 0xC0AC, 0xC0AD, 0xC09E, 0xC09F, 0xC09C, 0xC09D];

    private static readonly ushort[] Cbc = [0xC009, 0xC00A, 0xC013, 0xC014, 0xC023, 0xC024, 0xC027, 0xC028, 0x0033, 0x0039, 0x0067, 0x006B, 0x002F, 0x0035, 0x003C, 0x003D, 0x0041, 0x0084];

    private static readonly ushort[] TripleDes = [0xC008, 0xC012, 0xC003, 0xC00D, 0x0016, 0x0013, 0x000A, 0x0015, 0x0012, 0x0009];

    private static readonly ushort[] Rc4 = [0xC007, 0xC011, 0xC002, 0xC00C, 0x0005, 0x0004];

    /// <summary>Whatever a server may speak up to TLS 1.2, the good first: a refusal then means the version.</summary>
    public static readonly ushort[] Any = [.. Aead, .. Cbc, .. TripleDes, .. Rc4];

    /// <summary>Why each is not to be spoken: RFC 7465 (RC4), RFC 8996 and NIST SP 800-131A (3DES, DES), FREAK and Logjam (EXPORT); without encryption or without a certificate there is no protection at all.</summary>
    public static readonly (string Name, bool Grave, ushort[] Suites)[] Weak =
    [
        ("NULL（不加密）", true, [0x0001, 0x0002, 0x003B, 0xC006, 0xC010, 0xC001, 0xC00B, 0x002D, 0x002E]),
        ("匿名（不验证服务器）", true, [0x0018, 0x0034, 0x003A, 0x001B, 0x001A, 0x006C, 0x006D, 0x00A6, 0x00A7, 0xC015, 0xC016, 0xC017, 0xC018, 0xC019]),
        ("EXPORT（出口级）", true, [0x0003, 0x0006, 0x0008, 0x000B, 0x000E, 0x0011, 0x0014, 0x0017, 0x0019, 0x0062, 0x0064]),
        ("RC4", false, Rc4),
        ("3DES/DES", false, TripleDes),
    ];
}
