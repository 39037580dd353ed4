using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Monitor.Core.Alerts;

namespace Monitor.Host.Acknowledging;

/// <summary>What a link stands for: this alert may be acknowledged by whoever got this notice on this channel, until then.</summary>
/// <param name="Notice">Id of the notice that carries it.</param>
internal sealed record LinkClaim(string AlertId, string Channel, string Notice, DateTimeOffset Expires)
{
    /// <summary>What the ledger keeps of a used one; no link can be made of it.</summary>
    public string Id { get; init; } = "";
}

/// <summary>
/// A claim as text for an address: version, expiry, words, and the first 16 bytes of HMAC-SHA-256 over them all, in base64url. The same claim
/// gives the same text, so a notice made twice is one notice.
/// </summary>
internal sealed class LinkToken(byte[] key)
{
    /// <summary>Longer than any token of ours.</summary>
    public const int MostCharacters = 600;

    private const byte Version = 1;
    private const int Mac = 16;
    private const int Head = 1 + sizeof(uint);

    /// <summary>The key signs nothing else, and should it ever, not under this name.</summary>
    private static readonly byte[] Purpose = "monitor acknowledge link\n"u8.ToArray();

    public string Write(Alert alert, NoticeKind kind, string channel, DateTimeOffset expires)
    {
        var words = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{alert.Id}\n{alert.Version}\n{(int)kind}\n{channel}"));
        var token = new byte[Head + words.Length + Mac];
        token[0] = Version;
        BinaryPrimitives.WriteUInt32BigEndian(token.AsSpan(1), (uint)expires.ToUnixTimeSeconds());
        words.CopyTo(token, Head);
        Sign(token.AsSpan(0, token.Length - Mac)).CopyTo(token.AsSpan(token.Length - Mac));
        return Base64Url.EncodeToString(token);
    }

    /// <summary>The claim, expired or not; null when this key did not sign it. Whatever is given, a signature is computed and compared in full.</summary>
    public LinkClaim? Read(string text)
    {
        var token = Decode(text);
        var body = token.AsSpan(0, token.Length - Mac);
        if (!CryptographicOperations.FixedTimeEquals(Sign(body), token.AsSpan(body.Length)) || body[0] != Version) return null;
        var words = Encoding.UTF8.GetString(body[Head..]).Split('\n');
        if (words.Length != 4 || !int.TryParse(words[2], NumberStyles.None, CultureInfo.InvariantCulture, out var kind)) return null;
        return new LinkClaim(words[0], words[3], $"{words[0]}:{words[1]}:{(NoticeKind)kind}:{words[3]}".ToLowerInvariant(), DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadUInt32BigEndian(body[1..])))
        {
            Id = Convert.ToHexStringLower(SHA256.HashData(body)),
        };
    }

    /// <summary>What is no token at all is checked like a wrong one.</summary>
    private static byte[] Decode(string text)
    {
        var nothing = new byte[Head + 40 + Mac];
        if (text.Length > MostCharacters || !Base64Url.IsValid(text)) return nothing;
        var token = Base64Url.DecodeFromChars(text);
        return token.Length < Head + Mac ? nothing : token;
    }

    private byte[] Sign(ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Purpose);
        hmac.AppendData(body);
        return hmac.GetHashAndReset()[..Mac];
    }
}
