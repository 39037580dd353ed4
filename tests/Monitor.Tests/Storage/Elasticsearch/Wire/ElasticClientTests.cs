using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Time.Testing;
using Monitor.Storage;
using Monitor.Storage.Elasticsearch;
using Monitor.Storage.Elasticsearch.Wire;
using Monitor.Tests.Contracts;
using Monitor.Tests.Storage.Elasticsearch.StandIn;
using Xunit;

namespace Monitor.Tests.Storage.Elasticsearch.Wire;

public sealed class ElasticClientTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wire");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_node_that_is_away_is_passed_over_and_left_alone_for_a_while()
    {
        await using var dead = await StandInServer.StartAsync();
        await using var alive = await StandInServer.StartAsync();
        dead.Faults.Away = true;
        var time = new FakeTimeProvider(Some.T0);
        using var client = new ElasticClient(new ArchiveConfig { Nodes = [dead.Address, alive.Address] }, time);
        for (var i = 0; i < 6; i++) (await client.GetAsync("", default)).Dispose();
        Assert.Equal((1, 6), (dead.Requests.Count, alive.Requests.Count));
        dead.Faults.Away = false;
        time.Advance(TimeSpan.FromSeconds(61));
        for (var i = 0; i < 6; i++) (await client.GetAsync("", default)).Dispose();
        Assert.Equal((4, 9), (dead.Requests.Count, alive.Requests.Count));
    }

    [Fact]
    public async Task When_all_nodes_are_away_the_last_reason_is_told_and_the_next_request_tries_again()
    {
        await using var server = await StandInServer.StartAsync();
        server.Faults.Away = true;
        using var client = new ElasticClient(new ArchiveConfig { Nodes = [server.Address] }, TimeProvider.System);
        var fault = await Assert.ThrowsAsync<ElasticException>(() => client.GetAsync("", default));
        Assert.Equal(ElasticFault.Away, fault.Fault);
        Assert.Contains(new Uri(server.Address).Authority, fault.Message, StringComparison.Ordinal);
        server.Faults.Away = false;
        (await client.GetAsync("", default)).Dispose();
    }

    [Fact]
    public async Task No_answer_in_time_is_a_failure_of_the_node()
    {
        await using var server = await StandInServer.StartAsync();
        var slow = new TaskCompletionSource();
        server.Faults.Slow = slow.Task;
        using var client = new ElasticClient(new ArchiveConfig { Nodes = [server.Address], Timeout = TimeSpan.FromSeconds(1) }, TimeProvider.System);
        var fault = await Assert.ThrowsAsync<ElasticException>(() => client.GetAsync("", default));
        Assert.Contains("no answer within 1 s", fault.Message, StringComparison.Ordinal);
        slow.SetResult();
    }

    [Fact]
    public async Task The_key_is_read_again_when_its_file_changes_and_never_told()
    {
        await using var server = await StandInServer.StartAsync();
        var file = Path.Combine(_folder.FullName, "key");
        await File.WriteAllTextAsync(file, "old-key\n");
        server.ApiKey = "old-key";
        using var client = new ElasticClient(new ArchiveConfig { Nodes = [server.Address], ApiKeyFile = file }, TimeProvider.System);
        (await client.GetAsync("", default)).Dispose();
        server.ApiKey = "the-new-key";
        var fault = await Assert.ThrowsAsync<ElasticException>(() => client.GetAsync("", default));
        Assert.Equal(ElasticFault.Refused, fault.Fault);
        Assert.DoesNotContain("old-key", fault.ToString(), StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, "the-new-key\n");
        (await client.GetAsync("", default)).Dispose();
        await File.WriteAllTextAsync(file, "");
        Assert.Contains("holds no key", (await Assert.ThrowsAsync<StoreException>(() => client.GetAsync("", default))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, "application/vnd.elasticsearch+json;compatible-with=8")]
    [InlineData(0, "application/json")]
    public async Task The_compatibility_header_is_a_setting(int compatibility, string expected)
    {
        await using var server = await StandInServer.StartAsync();
        HttpRequestMessage? sent = null;
        using var client = new ElasticClient(new ArchiveConfig { Nodes = [server.Address], Compatibility = compatibility }, TimeProvider.System, wire => new Looking(wire, r => sent = r));
        (await client.GetAsync("", default)).Dispose();
        Assert.Equal(expected, Assert.Single(sent!.Headers.NonValidated["Accept"]));
    }

    [Fact]
    public async Task Large_bodies_are_compressed_unless_told_not_to()
    {
        await using var s = await Station.OpenAsync(c => c with { Gzip = true });
        await s.IngestAsync([.. Enumerable.Range(0, 50).Select(i => Some.Post($"{i}"))]);
        Assert.True(await s.Elastic.SettleAsync(default));
        await s.ReopenAsync(c => c with { Gzip = false });
        await s.IngestAsync([.. Enumerable.Range(50, 50).Select(i => Some.Post($"{i}"))]);
        Assert.True(await s.Elastic.SettleAsync(default));
        Assert.Equal(100, s.StoredPosts().Count());
    }

    [Fact]
    public async Task Over_tls_an_authority_in_a_file_or_a_fingerprint_is_believed_and_no_other()
    {
        using var authority = Authority("CN=Ours");
        using var leaf = Leaf(authority, "localhost");
        await using var server = await StandInServer.StartAsync(web => web.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l => l.UseHttps(leaf))));
        var address = server.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        using var other = Authority("CN=Theirs");
        var ours = await PemAsync("ours.pem", authority);

        await AcceptsAsync(new ArchiveConfig { Nodes = [address], CaFile = ours });
        await AcceptsAsync(new ArchiveConfig { Nodes = [address], Fingerprint = Convert.ToHexString(SHA256.HashData(leaf.RawData)) });
        await RefusesAsync(new ArchiveConfig { Nodes = [address] });
        await RefusesAsync(new ArchiveConfig { Nodes = [address], CaFile = await PemAsync("theirs.pem", other) });
        await RefusesAsync(new ArchiveConfig { Nodes = [address], Fingerprint = new string('0', 64) });
        // The right authority for another name.
        await RefusesAsync(new ArchiveConfig { Nodes = [server.Address], CaFile = ours });

        static async Task AcceptsAsync(ArchiveConfig config)
        {
            using var client = new ElasticClient(config, TimeProvider.System);
            (await client.GetAsync("", default)).Dispose();
        }

        static async Task RefusesAsync(ArchiveConfig config)
        {
            using var client = new ElasticClient(config, TimeProvider.System);
            Assert.Equal(ElasticFault.Away, (await Assert.ThrowsAsync<ElasticException>(() => client.GetAsync("", default))).Fault);
        }
    }

    [Fact]
    public async Task A_recording_can_be_sent_again_and_tells_where_another_server_answers_otherwise()
    {
        var file = Path.Combine(_folder.FullName, "exchanges.jsonl");
        var config = new ArchiveConfig();
        await using (var first = await StandInServer.StartAsync())
        {
            var key = Path.Combine(_folder.FullName, "key");
            await File.WriteAllTextAsync(key, "secret-key");
            config = new ArchiveConfig { Nodes = [first.Address], ApiKeyFile = key };
            using var client = new ElasticClient(config, TimeProvider.System, wire => new ExchangeRecorder(wire, file));
            (await client.GetAsync("", default)).Dispose();
            await Monitor.Storage.Elasticsearch.Layout.Setup.ApplyAsync(client, config, default);
        }

        Assert.DoesNotContain("secret-key", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        await using var second = await StandInServer.StartAsync();
        Assert.Empty(await ElasticAdmin.ReplayAsync(config with { Nodes = [second.Address] }, file, TimeProvider.System, default));
        second.Faults.Status = 503;
        Assert.NotEmpty(await ElasticAdmin.ReplayAsync(config with { Nodes = [second.Address] }, file, TimeProvider.System, default));
    }

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(30));
    }

    private static X509Certificate2 Leaf(X509Certificate2 authority, string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + host, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(authority, TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(20), [1, 2, 3]);
        using var whole = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null);
    }

    private async Task<string> PemAsync(string name, X509Certificate2 certificate)
    {
        var file = Path.Combine(_folder.FullName, name);
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem());
        return file;
    }

    private sealed class Looking(HttpMessageHandler inner, Action<HttpRequestMessage> look) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
        {
            look(request);
            return base.SendAsync(request, ct);
        }
    }
}
