using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Monitor.Host.Replicas;

namespace Monitor.Host.Security;

/// <summary>
/// Encrypts secrets of second factors under a key derived from the link key, on either store: every replica reads them, and unlike a key ring in some
/// home directory the key is where the operator's backup has it. A secret is bound to its person, so that one cannot be put in another's row.
/// </summary>
internal sealed class FactorSeal(byte[] linkKey)
{
    private readonly SharedProtection _root = new(linkKey);

    public string Seal(string user, ReadOnlySpan<byte> secret) => Convert.ToBase64String(Of(user).Protect(secret.ToArray()));

    /// <summary>Null when it was sealed for someone else or under another key.</summary>
    public byte[]? Open(string user, string text)
    {
        try
        {
            return Of(user).Unprotect(Convert.FromBase64String(text));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private IDataProtector Of(string user) => _root.CreateProtector("second factor").CreateProtector(Encoding.UTF8.GetByteCount(user) + ":" + user.ToLowerInvariant());
}
