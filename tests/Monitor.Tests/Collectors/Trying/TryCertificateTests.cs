using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Collectors.Trying;
using Monitor.Tests.Collectors.Probes;
using Xunit;

namespace Monitor.Tests.Collectors.Trying;

/// <summary>`try -` with chains as servers send them, one fault each.</summary>
public sealed class TryCertificateTests : IDisposable
{
    private readonly Authority _authority = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void A_good_chain_has_no_defect_and_its_fields_are_told()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var leaf = _authority.Server(key: key, names: ["filing.example.cn", "*.filing.example.cn", "192.0.2.7"]);
        var fields = Judge([leaf, _authority.Middle], new { host = "filing.example.cn", roots = Pem("roots.pem", [_authority.Root]) })["fields"]!;
        Assert.Equal((true, "[]"), ((bool)fields["valid"]!, fields["defects"]!.ToJsonString()));
        Assert.Equal(("CN=Example Server", "CN=Example Issuing CA", "ec", 384, 3, 2, "sha256WithRSAEncryption"),
            ((string?)fields["subject"], (string?)fields["issuer"], (string?)fields["key_type"], (int)fields["key_bits"]!, (int)fields["san_count"]!, (int)fields["chain_length"]!, (string?)fields["sig_alg"]));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(leaf.RawData)), (string?)fields["sha256"]);
        Assert.Equal(Authority.Now.AddDays(90), DateTimeOffset.Parse((string)fields["not_after"]!, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_name_is_written_with_its_commas_and_characters_escaped() =>
        Assert.Equal(@"CN=Example Root,O=\E7\A4\BA\E4\BE\8B\, \E6\8B\9B\E8\80\83", (string?)Judge([_authority.Root], new { })["fields"]!["subject"]);

    [Theory]
    [InlineData("filing.example.cn", true)]
    [InlineData("FILING.example.cn", true)]
    [InlineData("a.wild.example.cn", true)]
    [InlineData("a.b.wild.example.cn", false)]
    [InlineData("wild.example.cn", false)]
    [InlineData("Example Server", false)] // the common name does not count
    [InlineData("192.0.2.7", true)]
    [InlineData("192.0.2.8", false)]
    [InlineData("*.example.cn", true)]
    [InlineData("*.other.cn", false)]
    public void The_name_is_held_against_those_listed(string host, bool right)
    {
        var leaf = _authority.Server(names: ["filing.example.cn", "*.wild.example.cn", "192.0.2.7"]);
        Assert.Equal(right ? [] : ["name_mismatch"], Defects([leaf, _authority.Middle], new { host }));
    }

    [Fact]
    public void Time_is_counted_from_the_moment_asked_for()
    {
        var leaf = _authority.Server(names: ["filing.example.cn"]);
        Assert.Equal(["not_yet_valid"], Defects([leaf, _authority.Middle], new { at = Authority.Now.AddDays(-31) }));
        Assert.Equal(["expired"], Defects([leaf, _authority.Middle], new { at = Authority.Now.AddDays(91) }));
        var soon = Judge([leaf, _authority.Middle], new { at = Authority.Now.AddDays(85), warnDays = new[] { 30, 7, 1 } })["fields"]!;
        Assert.Contains(soon["findings"]!.AsArray(), f => (string?)f!["code"] == "tls.expiring" && ((string)f["message"]!).Contains("提醒线 7 天", StringComparison.Ordinal));
        Assert.Empty(soon["defects"]!.AsArray());
    }

    [Fact]
    public void Chains_that_hang_in_the_air_are_told_apart()
    {
        var leaf = _authority.Server(names: ["filing.example.cn"]);
        var roots = Pem("roots.pem", [_authority.Root]);
        Assert.Equal(["incomplete_chain"], Defects([leaf], new { }));
        Assert.Equal(["incomplete_chain"], Defects([leaf], new { roots }));
        Assert.Equal(["self_signed"], Defects([_authority.SelfSigned("filing.example.cn")], new { }));
        Assert.Equal(["self_signed"], Defects([_authority.SelfSigned("filing.example.cn")], new { roots }));
        Assert.Equal(["self_signed"], Defects([_authority.Server(@public: false, names: ["filing.example.cn"])], new { }));
        using var stranger = new Authority();
        Assert.Equal(["untrusted_chain"], Defects([stranger.Server(), stranger.Middle, stranger.Root], new { roots }));
    }

    [Fact]
    public void Order_and_strangers_in_the_chain_are_told_and_do_not_break_it()
    {
        var leaf = _authority.Server(names: ["filing.example.cn"]);
        var roots = Pem("roots.pem", [_authority.Root]);
        Assert.Equal(["chain_order"], Defects([leaf, _authority.Root, _authority.Middle], new { roots }));
        Assert.Equal(["chain_order"], Defects([leaf, _authority.Middle, _authority.SelfSigned("stray.example.cn")], new { roots }));
        Assert.True((bool)Judge([leaf, _authority.Root, _authority.Middle], new { roots })["fields"]!["valid"]!);
        Assert.Empty(Defects([leaf, _authority.Middle, _authority.Root], new { roots }));
    }

    [Fact]
    public void Weak_keys_and_signatures_are_told_wherever_they_stand()
    {
        using var small = RSA.Create(1024);
        Assert.Equal(["weak_key"], Defects([_authority.Server(key: small), _authority.Middle], new { }));
        Assert.Equal(["weak_signature"], Defects([_authority.Server(hash: HashAlgorithmName.SHA1), _authority.Middle], new { }));
        Assert.Equal(["weak_signature"], Defects([_authority.Server(hash: HashAlgorithmName.MD5), _authority.Middle], new { }));
        using var key = RSA.Create(2048);
        var old = _authority.Below(_authority.Root, "CN=Old Issuing CA", key, HashAlgorithmName.SHA1, authority: true);
        Assert.Equal(["weak_signature_intermediate"], Defects([_authority.Server(old), old], new { }));
    }

    [Fact]
    public void A_root_whose_key_everybody_has_is_named()
    {
        using var key = RSA.Create(2048);
        var leaked = _authority.Below(_authority.Root, "CN=eDellRoot", key, HashAlgorithmName.SHA256, authority: true);
        Assert.Equal(["known_bad_root"], Defects([_authority.Server(leaked, @public: false)], new { }));
    }

    [Fact]
    public void Der_is_read_as_well_and_what_is_neither_is_said()
    {
        var leaf = _authority.Server();
        File.WriteAllBytes(Path.Combine(_folder.FullName, "chain.der"), [.. leaf.RawData, .. _authority.Middle.RawData]);
        Assert.Equal(2, (int)Ask("chain.der", new { at = Authority.Now })["fields"]!["chain_length"]!);
        File.WriteAllText(Path.Combine(_folder.FullName, "text.pem"), "no certificate");
        File.WriteAllText(Path.Combine(_folder.FullName, "empty.pem"), "");
        Assert.Equal("parse-error", (string?)Ask("text.pem", new { })["error"]!["kind"]);
        Assert.Equal("parse-error", (string?)Ask("empty.pem", new { })["error"]!["kind"]);
    }

    private string[] Defects(X509Certificate2[] chain, object options) => [.. Judge(chain, options)["fields"]!["defects"]!.AsArray().Select(d => (string)d!)];

    private JsonNode Judge(X509Certificate2[] chain, object options)
    {
        var asked = JsonSerializer.SerializeToNode(options)!.AsObject();
        asked.TryAdd("at", JsonValue.Create(Authority.Now));
        return Ask(Pem("chain.pem", chain), asked);
    }

    private JsonNode Ask(string file, object options) =>
        JsonNode.Parse(TryParser.Answer(JsonSerializer.Serialize(new { id = "1", kind = "certificate", file, options }), _folder.FullName, Authority.Now))!;

    private string Pem(string name, X509Certificate2[] chain)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, name), string.Join('\n', chain.Select(c => c.ExportCertificatePem())));
        return name;
    }
}
