using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Monitor.Host.Configuration;

namespace Monitor.Host.Board.Access;

/// <summary>
/// The board's own certificate, read anew when the content of its files has changed: looked at with each handshake, because links in mounted secrets
/// change without any file being touched. A new file that cannot be used is named in the log once, and the old certificate stays.
/// </summary>
internal sealed class BoardCertificate
{
    private readonly CertificateConfig _config;
    private readonly string _directory;
    private readonly ILogger _log;
    private readonly Lock _gate = new();
    private byte[] _mark;
    private SslStreamCertificateContext _context;

    public BoardCertificate(CertificateConfig config, string directory, ILogger log)
    {
        (_config, _directory, _log) = (config, directory, log);
        _mark = Mark();
        _context = Load();
    }

    public SslStreamCertificateContext Current
    {
        get
        {
            lock (_gate)
            {
                try
                {
                    var mark = Mark();
                    if (mark.AsSpan().SequenceEqual(_mark)) return _context;
                    _mark = mark;
                    _context = Load();
                    _log.LogInformation("The board's certificate was read anew: {Subject}, valid until {Until:O}", _context.TargetCertificate.Subject, _context.TargetCertificate.NotAfter);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or InvalidDataException or ArgumentException)
                {
                    _log.LogError("The board's certificate file changed and cannot be used, the old certificate stays: {Why}", e.Message);
                }

                return _context;
            }
        }
    }

    public void Use(HttpsConnectionAdapterOptions https)
    {
        https.ServerCertificateSelector = (_, _) => Current.TargetCertificate;
        https.OnAuthenticate = (_, ssl) =>
        {
            // With its context the certificates between it and its root are sent too.
            ssl.ServerCertificateSelectionCallback = null;
            ssl.ServerCertificateContext = Current;
        };
    }

    /// <exception cref="CryptographicException">Not PEM or PFX, or a wrong password.</exception>
    /// <exception cref="ArgumentException">A key that does not belong to the certificate.</exception>
    /// <exception cref="InvalidDataException">No private key.</exception>
    public static (X509Certificate2 Certificate, X509Certificate2Collection Chain) Read(CertificateConfig config, string directory)
    {
        var (file, password) = (Path.Combine(directory, config.File), config.Password?.Reveal());
        var chain = new X509Certificate2Collection();
        if (Path.GetExtension(file).ToLowerInvariant() is ".pfx" or ".p12")
        {
            chain = X509CertificateLoader.LoadPkcs12CollectionFromFile(file, password);
            var own = chain.FirstOrDefault(c => c.HasPrivateKey) ?? throw new InvalidDataException($"{config.File} holds no private key");
            chain.Remove(own);
            return (own, chain);
        }

        var key = config.Key is { } other ? Path.Combine(directory, other) : file;
        using var read = password is null ? X509Certificate2.CreateFromPemFile(file, key) : X509Certificate2.CreateFromEncryptedPemFile(file, password, key);
        chain.ImportFromPemFile(file);
        foreach (var again in chain.Where(c => c.Thumbprint == read.Thumbprint).ToList()) chain.Remove(again);
        // Not every platform's TLS takes a key that lives in memory only; one that came from PFX all do.
        return (X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null), chain);
    }

    private SslStreamCertificateContext Load()
    {
        var (certificate, chain) = Read(_config, _directory);
        return SslStreamCertificateContext.Create(certificate, chain, offline: true);
    }

    private byte[] Mark()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(File.ReadAllBytes(Path.Combine(_directory, _config.File)));
        if (_config.Key is { } key) hash.AppendData(File.ReadAllBytes(Path.Combine(_directory, key)));
        return hash.GetHashAndReset();
    }
}
