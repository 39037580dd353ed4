using System.Security.Cryptography.X509Certificates;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Tls;

/// <summary>What one handshake brought to light.</summary>
internal sealed class Handshake
{
    public List<Finding> Findings { get; } = [];

    public ServerCertificate? Certificate { get; set; }

    /// <summary>DER of the server's own certificate and of those above it; the originals end with the handshake.</summary>
    public IReadOnlyList<byte[]> Chain { get; private set; } = [];

    public void Keep(X509Certificate? leaf, X509Chain? chain)
    {
        if (leaf is null) return;
        var above = chain?.ChainElements.Select(e => e.Certificate).Concat(chain.ChainPolicy.ExtraStore) ?? [];
        Chain = [leaf.GetRawCertData(), .. above.Select(c => c.RawData).Where(raw => !raw.AsSpan().SequenceEqual(leaf.GetRawCertData()))];
    }
}
