using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Tls.Hello;

/// <summary>Which protocol versions and which weak ciphers a server speaks, each found out by a hello of its own. What could not be found out is said so.</summary>
internal sealed class FloorCheck(HelloAsker asker)
{
    private static readonly (TlsVersion Version, string Name)[] Versions = [(TlsVersion.Tls10, "TLS 1.0"), (TlsVersion.Tls11, "TLS 1.1"), (TlsVersion.Tls12, "TLS 1.2"), (TlsVersion.Tls13, "TLS 1.3")];

    private readonly List<string> _untested = [];
    private readonly HashSet<TlsVersion> _spoken = [];
    private bool? _stapled;

    /// <param name="ct">When it ends the check, the rest is told as untested.</param>
    /// <param name="caller">The caller's own wish to end.</param>
    /// <exception cref="OperationCanceledException">By <paramref name="caller"/>.</exception>
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken ct, CancellationToken caller)
    {
        foreach (var (version, name) in Versions) await VersionAsync(version, name, ct, caller);
        List<(string Name, bool Grave, ushort Suite)> weak = [];
        foreach (var (name, grave, suites) in CipherFamilies.Weak)
            if (await AskAsync(name, TlsVersion.Tls12, suites, ct, caller) is { Outcome: HelloOutcome.Accepted, Suite: var suite }) weak.Add((name, grave, suite));
        return [.. Protocols(), .. Ciphers(weak), .. await ModernAsync(ct, caller), .. Told()];
    }

    private async Task VersionAsync(TlsVersion version, string name, CancellationToken ct, CancellationToken caller)
    {
        var answer = await AskAsync(name, version, version == TlsVersion.Tls13 ? CipherFamilies.Tls13 : CipherFamilies.Any, ct, caller);
        // One that offers something older in return does not speak this.
        if (answer?.Outcome == HelloOutcome.Accepted && answer.Version == (ushort)version) _spoken.Add(version);
        if (answer is { Stapled: { } stapled }) _stapled = (_stapled ?? false) | stapled;
    }

    /// <summary>A server that speaks TLS 1.2 and none of its sound ciphers has nothing but CBC to fall back on (Lucky 13).</summary>
    private async Task<IEnumerable<Finding>> ModernAsync(CancellationToken ct, CancellationToken caller)
    {
        if (!_spoken.Contains(TlsVersion.Tls12) || _spoken.Contains(TlsVersion.Tls13)) return [];
        return await AskAsync("AEAD", TlsVersion.Tls12, CipherFamilies.Aead, ct, caller) is { Outcome: HelloOutcome.Refused }
            ? [new(CertificateFindings.CipherWeak, FindingSeverity.Low, "只接受 CBC 等旧加密套件，没有 GCM 或 ChaCha20")]
            : [];
    }

    private async Task<HelloAnswer?> AskAsync(string name, TlsVersion version, ushort[] suites, CancellationToken ct, CancellationToken caller)
    {
        try
        {
            var answer = await asker.AskAsync(name, version, suites, ct);
            if (answer.Outcome == HelloOutcome.Unclear) _untested.Add($"{name}（{answer.Why}）");
            return answer;
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            _untested.Add($"{name}（时间用尽）");
            return null;
        }
    }

    private IEnumerable<Finding> Protocols()
    {
        if (_spoken.Count == 0) yield break;
        yield return new("tls.protocols", FindingSeverity.Info, $"接受的协议：{Names(_ => true)}");
        if (Names(v => v < TlsVersion.Tls12) is not { Length: > 0 } old) yield break;
        yield return _spoken.Any(v => v >= TlsVersion.Tls12)
            ? new(CertificateFindings.ProtocolWeak, FindingSeverity.Medium, $"仍接受过旧的协议：{old}，至少应为 TLS 1.2")
            : new(CertificateFindings.ProtocolWeak, FindingSeverity.High, $"只接受过旧的协议：{old}，浏览器已不再支持，至少应为 TLS 1.2");
    }

    private static IEnumerable<Finding> Ciphers(List<(string Name, bool Grave, ushort Suite)> weak)
    {
        if (weak.Count == 0) yield break;
        var told = string.Join("、", weak.Select(w => $"{w.Name} 0x{w.Suite:X4}"));
        yield return new(CertificateFindings.CipherWeak, weak.Exists(w => w.Grave) ? FindingSeverity.High : FindingSeverity.Medium, $"接受弱加密套件：{told}");
    }

    private IEnumerable<Finding> Told()
    {
        if (_stapled is { } stapled) yield return new("tls.stapling", FindingSeverity.Info, stapled ? "握手时附带 OCSP 状态" : "握手时不附带 OCSP 状态");
        if (_untested.Count > 0) yield return new("tls.protocol-untested", FindingSeverity.Info, $"未能判定：{string.Join("、", _untested)}");
    }

    private string Names(Func<TlsVersion, bool> which) => string.Join("、", Versions.Where(v => _spoken.Contains(v.Version) && which(v.Version)).Select(v => v.Name));
}
