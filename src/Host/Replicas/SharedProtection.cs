using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Monitor.Host.Replicas;

/// <summary>
/// Cookies and form tokens that every replica reads: AES-GCM under keys derived from the configured link key, one for each purpose. Nothing is kept
/// anywhere, so there is no key ring to share, to race for or to lose; another link key ends all sessions.
/// </summary>
internal sealed class SharedProtection : IDataProtector
{
    private const byte Version = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] _key;

    public SharedProtection(byte[] linkKey) => _key = HKDF.DeriveKey(HashAlgorithmName.SHA256, linkKey, 32, info: "monitor cookies and forms"u8.ToArray());

    private SharedProtection(byte[] parent, string purpose) => _key = HKDF.DeriveKey(HashAlgorithmName.SHA256, parent, 32, info: Encoding.UTF8.GetBytes(purpose));

    public IDataProtector CreateProtector(string purpose) => new SharedProtection(_key, purpose);

    public byte[] Protect(byte[] plaintext)
    {
        var whole = new byte[1 + NonceLength + TagLength + plaintext.Length];
        whole[0] = Version;
        var (nonce, tag, text) = Parts(whole);
        RandomNumberGenerator.Fill(nonce.Span);
        using var aes = new AesGcm(_key, TagLength);
        aes.Encrypt(nonce.Span, plaintext, text.Span, tag.Span, whole.AsSpan(0, 1));
        return whole;
    }

    public byte[] Unprotect(byte[] protectedData)
    {
        if (protectedData.Length < 1 + NonceLength + TagLength || protectedData[0] != Version) throw new CryptographicException("Not sealed by this service.");
        var (nonce, tag, text) = Parts(protectedData);
        var plain = new byte[text.Length];
        using var aes = new AesGcm(_key, TagLength);
        aes.Decrypt(nonce.Span, text.Span, tag.Span, plain, protectedData.AsSpan(0, 1));
        return plain;
    }

    private static (Memory<byte> Nonce, Memory<byte> Tag, Memory<byte> Text) Parts(byte[] all) =>
        (all.AsMemory(1, NonceLength), all.AsMemory(1 + NonceLength, TagLength), all.AsMemory(1 + NonceLength + TagLength));
}
