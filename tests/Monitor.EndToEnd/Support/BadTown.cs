using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Monitor.Tests.Collectors;
using Monitor.Tests.Collectors.Fetching;
using Monitor.Tests.Collectors.Probes;
using Monitor.Tests.Collectors.Probes.Journey;
using Monitor.Tests.Support;

namespace Monitor.EndToEnd.Support;

/// <summary>Every badly-behaving server at once, each a target of one config folder, with what must be said of it.</summary>
internal sealed class BadTown : IAsyncDisposable
{
    private const string LowLevel = "DEFAULT@SECLEVEL=0";
    private const int EnhanceYourCalm = 11, InternalError = 2;

    private static readonly DateTimeOffset From = TimeProvider.System.GetUtcNow().AddDays(-10), Until = TimeProvider.System.GetUtcNow().AddDays(90);
    private readonly Certificates _certificates = new();
    private readonly Authority _authority = new();
    private readonly List<IAsyncDisposable> _servers = [];
    private readonly Dictionary<string, Verdict> _verdicts = [];
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("bad-town");

    /// <param name="Code">A finding that must be there; null = none need be.</param>
    internal sealed record Verdict(string State, string? Phase, string? Code, string Said);

    public IReadOnlyDictionary<string, Verdict> Verdicts => _verdicts;

    public string Config => _home.FullName;

    public string Data => Path.Combine(_home.FullName, "data");

    public FilingSite Filing { get; private set; } = null!;

    public static async Task<BadTown> BuildAsync()
    {
        var town = new BadTown();
        Directory.CreateDirectory(Path.Combine(town.Config, "targets"));
        await File.WriteAllTextAsync(Path.Combine(town.Config, "monitor.yaml"), "judgeEvery: 1h\n");
        await town.PlainAsync();
        await town.SecureAsync();
        await town.Http2Async();
        await town.JourneyAsync();
        if (OpenSslServer.IsThere) await town.OldAsync();
        return town;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers) await server.DisposeAsync();
        _certificates.Dispose();
        _authority.Dispose();
        _home.Delete(recursive: true);
    }

    private async Task PlainAsync()
    {
        var site = Keep(BadAnswers.Open());
        foreach (var (name, expected) in BadAnswers.Cases)
            await AddAsync("plain-" + name, "http", $"url: {site.Url("/" + name)}\n  timeout: {(expected.Slow ? "1s" : "20s")}\n  expectText: [{(name.StartsWith("gbk", StringComparison.Ordinal) ? "志愿填报" : "")}]",
                new(expected.State, expected.Phase, expected.Code, expected.Said));
    }

    private async Task SecureAsync()
    {
        var (middle, leaf) = Chain(HashAlgorithmName.SHA256, RSA.Create(2048));
        foreach (var (name, certificate, above, code, said) in new (string, X509Certificate2, X509Certificate2[], string, string)[]
        {
            ("expired", _certificates.Expired, [], "tls.expired", "过期"),
            ("wrong-host", _certificates.OtherHost, [], "tls.name", "期望 127.0.0.1，证书为 192.0.2.7"),
            ("self-signed", _certificates.SelfSigned, [], "tls.self-signed", "自签名"),
            ("incomplete", Portable(leaf), [], "tls.chain-incomplete", "补齐中间证书"),
        })
        {
            var site = Keep(await WebSite.StartAsync(_ => { }, listen => listen.UseHttps(new HttpsConnectionAdapterOptions { ServerCertificate = certificate, ServerCertificateChain = [.. above] })));
            var ca = name == "incomplete" ? Roots() : _certificates.CaFile;
            await AddAsync("tls-" + name, "tls", $"host: 127.0.0.1\n  port: {site.Port}\n  caFile: {ca}", new("Down", "tls", code, said));
            await AddAsync("https-" + name, "http", $"url: {site.Url("/", "https")}\n  caFile: {ca}", new("Down", "tls", code, said));
        }

        var whole = Keep(await WebSite.StartAsync(_ => { }, listen => listen.UseHttps(new HttpsConnectionAdapterOptions { ServerCertificate = Portable(leaf), ServerCertificateChain = [middle] })));
        await AddAsync("tls-whole", "tls", $"host: 127.0.0.1\n  port: {whole.Port}\n  caFile: {Roots()}\n  floor: true", new("Up", null, "tls.protocols", ""));
    }

    /// <summary>What only OpenSSL at its lowest level still serves.</summary>
    private async Task OldAsync()
    {
        var (weakMiddle, weak) = Chain(HashAlgorithmName.SHA256, RSA.Create(1024));
        var (oldMiddle, old) = Chain(HashAlgorithmName.SHA1, RSA.Create(2048));
        foreach (var (name, leaf, middle, code, arguments) in new[]
        {
            ("weak-key", weak, weakMiddle, "tls.key-weak", new[] { "-cipher", LowLevel }),
            ("sha1", old, oldMiddle, "tls.signature-weak", ["-cipher", LowLevel]),
        })
        {
            var server = Keep(await OpenSslServer.StartAsync(leaf, [middle], arguments));
            await AddAsync("tls-" + name, "tls", $"host: 127.0.0.1\n  port: {server.Port}\n  caFile: {Roots()}", new("Up", null, code, ""));
        }

        var ancient = Keep(await OpenSslServer.StartAsync(_certificates.Good, [], "-tls1", "-cipher", "ALL:COMPLEMENTOFALL:@SECLEVEL=0"));
        await AddAsync("tls-ancient", "tls", $"host: 127.0.0.1\n  port: {ancient.Port}\n  caFile: {_certificates.CaFile}\n  floor: true", new("Down", "tls", "tls.protocol-weak", "TLS 握手失败"));
        await AddAsync("https-ancient", "http", $"url: https://127.0.0.1:{ancient.Port}/\n  caFile: {_certificates.CaFile}", new("Down", "tls", "tls.handshake", "TLS 握手失败"));
        var bare = Keep(await OpenSslServer.StartAsync(_certificates.Good, [], "-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-GCM-SHA256:eNULL:@SECLEVEL=0"));
        await AddAsync("tls-null-cipher", "tls", $"host: 127.0.0.1\n  port: {bare.Port}\n  caFile: {_certificates.CaFile}\n  floor: true", new("Up", null, "tls.cipher-weak", ""));
    }

    private async Task Http2Async()
    {
        var goodbye = Keep(new RawHttp2Site(_certificates.Good, async s =>
        {
            await s.AnswerAsync(Http2Stream.Status200);
            await s.BodyAsync("half");
            await s.GoAwayAsync(0, EnhanceYourCalm);
        }));
        var reset = Keep(new RawHttp2Site(_certificates.Good, s => s.ResetAsync(InternalError)));
        await AddAsync("h2-goaway", "http", $"url: {goodbye.Url("/")}\n  version: http2\n  caFile: {_certificates.CaFile}", new("Down", "body", "http.goaway", "ENHANCE_YOUR_CALM"));
        await AddAsync("h2-reset", "http", $"url: {reset.Url("/")}\n  version: http2\n  caFile: {_certificates.CaFile}", new("Down", "first-byte", "http.stream-reset", "INTERNAL_ERROR"));
    }

    private async Task JourneyAsync()
    {
        Filing = Keep(await FilingSite.StartAsync());
        await File.WriteAllTextAsync(Path.Combine(Config, "password.txt"), FilingSite.Password);
        var start = $"secrets: {{password: \"file:{Path.Combine(Config, "password.txt")}\"}}\n  steps:\n    - name: 打开登录页\n      url: {Filing.Site.Url("/login")}\n      extract: {{csrf: {{css: \"input[name=_csrf]\", attribute: value}}}}\n    - name: 登录\n      method: post\n      login: true\n      url: /login\n      expectText: [我的志愿]\n      form: {{_csrf: \"{{{{csrf}}}}\", password: \"{{{{secret.password}}}}\", user: ";
        await AddAsync("journey-good", "journey", start + "tester}\n    - name: 退出\n      url: /logout\n      always: true", new("Up", null, "journey.timing", ""));
        await AddAsync("journey-refused", "journey", start + "nobody}", new("Down", "check", "journey.step", "第 2 步“登录”：页面中没有期望的文字“我的志愿”（状态码 200）；页面：“密码错误：***"));
        await AddAsync("journey-broken", "journey", start + "tester}\n    - name: 查询志愿\n      url: /broken", new("Down", "check", "journey.step", "第 3 步“查询志愿”：状态码 500，期望 200"));
    }

    private T Keep<T>(T server) where T : IAsyncDisposable
    {
        _servers.Add(server);
        return server;
    }

    private async Task AddAsync(string id, string kind, string options, Verdict verdict)
    {
        _verdicts[id] = verdict;
        await File.WriteAllTextAsync(Path.Combine(Config, "targets", id + ".yaml"), $"id: {id}\nname: {id}\nkind: {kind}\ninterval: 1h\noptions:\n  {options}\n");
    }

    private (X509Certificate2 Middle, X509Certificate2 Leaf) Chain(HashAlgorithmName hash, RSA key)
    {
        var middle = _authority.Below(_authority.Root, "CN=Issuing CA", RSA.Create(2048), HashAlgorithmName.SHA256, authority: true, From, Until);
        return (middle, _authority.Server(middle, key, hash, From, Until, names: ["127.0.0.1"]));
    }

    private string Roots()
    {
        var file = Path.Combine(Config, "roots.pem");
        if (!File.Exists(file)) File.WriteAllText(file, _authority.Root.ExportCertificatePem());
        return file;
    }

    private static X509Certificate2 Portable(X509Certificate2 certificate) => X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
}
