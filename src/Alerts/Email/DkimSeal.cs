using MimeKit;
using MimeKit.Cryptography;
using Monitor.Core.Security;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.OpenSsl;

namespace Monitor.Alerts.Email;

/// <summary>Signs a finished letter; to be the last thing that is done to it.</summary>
internal sealed class DkimSeal
{
    private const int LeastBits = 1024;

    private static readonly HeaderId[] Signed = [HeaderId.From, HeaderId.To, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId, HeaderId.MimeVersion, HeaderId.ContentType];

    private readonly DkimSigner _signer;

    public DkimSeal(DkimOptions options)
    {
        var key = Read(options.Key!.Reveal());
        _signer = new DkimSigner(key, options.Domain, options.Selector, key is Ed25519PrivateKeyParameters ? DkimSignatureAlgorithm.Ed25519Sha256 : DkimSignatureAlgorithm.RsaSha256)
        {
            HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
            BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
            AgentOrUserIdentifier = "@" + options.Domain,
        };
    }

    /// <summary>Seven bits first: a server on the way, or a client that talks to one without 8BITMIME, would otherwise encode the body anew and break the seal.</summary>
    public void Put(MimeMessage letter)
    {
        letter.Prepare(EncodingConstraint.SevenBit);
        _signer.Sign(letter, [.. Signed.Where(letter.Headers.Contains)]);
    }

    /// <summary>What is wrong with the key, without any of it; null when it can sign.</summary>
    public static string? Fault(Secret key)
    {
        try
        {
            return Read(key.Reveal()) is RsaKeyParameters { Modulus.BitLength: < LeastBits and var bits }
                ? $"{key.Reference} holds an RSA key of {bits} bits; receivers want at least {LeastBits}" : null;
        }
        catch (InvalidDataException e)
        {
            return $"{key.Reference} {e.Message}";
        }
    }

    /// <exception cref="InvalidDataException">What the text is instead, to be read behind its name.</exception>
    private static AsymmetricKeyParameter Read(string text)
    {
        // Of either way to write such a key: as its label, or as a header behind an older one.
        if (text.Contains("ENCRYPTED", StringComparison.Ordinal))
            throw new InvalidDataException("is encrypted with a passphrase; give a key without one, readable by the service only");
        object? found;
        try
        {
            using var reader = new StringReader(text);
            using var pem = new PemReader(reader);
            found = pem.ReadObject();
        }
        catch (Exception e) when (e is IOException or InvalidCastException or ArgumentException or FormatException or InvalidOperationException or Org.BouncyCastle.Security.GeneralSecurityException)
        {
            throw new InvalidDataException("is damaged: no private key could be read from its PEM", e);
        }

        return found switch
        {
            AsymmetricCipherKeyPair { Private: RsaKeyParameters or Ed25519PrivateKeyParameters } pair => pair.Private,
            RsaKeyParameters { IsPrivate: true } rsa => rsa,
            Ed25519PrivateKeyParameters ed => ed,
            AsymmetricKeyParameter { IsPrivate: false } => throw new InvalidDataException("holds a public key; the private one is needed here, the public one goes into DNS"),
            AsymmetricKeyParameter or AsymmetricCipherKeyPair => throw new InvalidDataException("holds a key of another kind; expected RSA or Ed25519"),
            _ => throw new InvalidDataException("holds no private key in PEM (-----BEGIN PRIVATE KEY-----)"),
        };
    }
}
