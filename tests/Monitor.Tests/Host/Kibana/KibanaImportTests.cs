using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Monitor.Host.Kibana;
using Monitor.Storage;
using Monitor.Storage.Elasticsearch;
using Monitor.Storage.Elasticsearch.Kibana;
using Xunit;

namespace Monitor.Tests.Host.Kibana;

public sealed class KibanaImportTests : IAsyncLifetime
{
    private static readonly BoardNames Names = new("monitor", "https://monitor.example.cn");
    private readonly ConcurrentQueue<string> _said = new();
    private StandInKibana _kibana = null!;

    public async ValueTask InitializeAsync() => _kibana = await StandInKibana.StartAsync();

    public ValueTask DisposeAsync() => _kibana.DisposeAsync();

    [Fact]
    public async Task Both_boards_arrive_whole_and_importing_again_changes_nothing()
    {
        Assert.All(await ImportAsync(), s => Assert.Equal((true, "imported", ""), (s.Ok, s.State, s.Detail)));
        var first = _kibana.Spaces["default"].ToDictionary(o => o.Key, o => o.Value.ToJsonString());
        Assert.Equal(9, (await ImportAsync()).Count(s => s.Ok));
        Assert.Equal(first, _kibana.Spaces["default"].ToDictionary(o => o.Key, o => o.Value.ToJsonString()));
        Assert.Equal(BoardFile.Write(Names), string.Concat(BoardFile.Objects(Names).Select(o => BoardJson.Of(_kibana.Spaces["default"][(o.Type, o.Id)]) + "\n")));
        Assert.All(await KibanaAdmin.CheckAsync(Config, BoardFile.Marks(Names), default), s => Assert.Equal((true, "current"), (s.Ok, s.State)));
    }

    [Fact]
    public async Task A_space_gets_its_own_and_the_default_space_has_no_path_of_its_own()
    {
        Assert.All(await ImportAsync(Config with { Space = "district" }), s => Assert.True(s.Ok));
        Assert.Equal((0, 9), (_kibana.Spaces["default"].Count, _kibana.Spaces["district"].Count));
        await ImportAsync(Config with { Space = "default" });
        Assert.Contains("POST /api/saved_objects/_import?overwrite=true", _kibana.Requests);
        var fault = await Assert.ThrowsAsync<ElasticException>(() => ImportAsync(Config with { Space = "nowhere" }));
        Assert.Contains("is there a space 'nowhere'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_overwriting_what_is_there_stays_and_is_named()
    {
        await ImportAsync();
        _kibana.Spaces["default"].Remove(("search", "monitor-search-unassessed"));
        var steps = await ImportAsync(overwrite: false);
        Assert.DoesNotContain(steps, s => s.Ok);
        Assert.Equal("monitor-search-unassessed", Assert.Single(steps, s => s.State == "held").Id);
        Assert.Equal(8, steps.Count(s => s.State == "conflict"));
        Assert.DoesNotContain(("search", "monitor-search-unassessed"), _kibana.Spaces["default"].Keys);
    }

    [Fact]
    public async Task What_fails_is_told_object_by_object_with_its_reason_and_the_rest_arrives()
    {
        _kibana.Types.Remove("dashboard");
        _kibana.Broken.Add("monitor-view-alertevents");
        var steps = await ImportAsync();
        Assert.Equal(2, steps.Count(s => s is { Ok: false, State: "unsupported_type", Type: "dashboard" }));
        Assert.Equal("500 index [.kibana] blocked", Assert.Single(steps, s => s.State == "unknown").Detail);
        Assert.Equal(9, steps.Count);
        Assert.Equal(steps.Count(s => s.Ok), _kibana.Spaces["default"].Count);
    }

    [Fact]
    public async Task An_object_that_needs_another_that_is_not_there_names_it()
    {
        var half = string.Concat(BoardFile.Objects(Names).Where(o => o.Id != Names.ProbesView).Select(o => BoardJson.Of(o.Json()) + "\n"));
        var steps = await KibanaAdmin.ImportAsync(Config, Encoding.UTF8.GetBytes(half), true, Patient(), default);
        Assert.DoesNotContain(steps, s => s.Ok);
        Assert.Empty(_kibana.Spaces["default"]);
        var failed = steps.Where(s => s.State == "missing_references").ToList();
        Assert.Equal(["monitor-board-security", "monitor-search-failed-probes"], failed.Select(s => s.Id).Order());
        Assert.All(failed, s => Assert.Equal("needs index-pattern monitor-view-probes, which is not there", s.Detail));
    }

    [Fact]
    public async Task A_starting_kibana_is_waited_for_and_the_reason_said_once()
    {
        _kibana.Start(4);
        Assert.All(await ImportAsync(), s => Assert.True(s.Ok));
        Assert.Contains("503 Kibana server is not ready yet.", Assert.Single(_said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_stays_away_is_given_up_in_time()
    {
        _kibana.Start(int.MaxValue);
        var fault = await Assert.ThrowsAsync<ElasticException>(() => KibanaAdmin.ImportAsync(Config, default, true, Patient(TimeSpan.FromMilliseconds(200)), default));
        Assert.Contains("not ready yet", fault.Message, StringComparison.Ordinal);
        var gone = Config;
        await _kibana.DisposeAsync();
        fault = await Assert.ThrowsAsync<ElasticException>(() => KibanaAdmin.ImportAsync(gone, default, true, Patient(TimeSpan.FromMilliseconds(200)), default));
        Assert.Equal(ElasticFault.Away, fault.Fault);
    }

    [Theory]
    [InlineData(403, "manage saved objects in space 'default'")]
    [InlineData(413, "maxImportPayloadBytes")]
    [InlineData(400, "by order of the test")]
    public async Task What_waiting_does_not_help_is_told_at_once_with_what_to_do(int status, string advice)
    {
        _kibana.Refusal = status;
        Assert.Contains(advice, (await Assert.ThrowsAsync<ElasticException>(() => ImportAsync())).Message, StringComparison.Ordinal);
        Assert.Single(_kibana.Requests, r => r.StartsWith("POST", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("8.7.1", "Kibana 8.7.1 is too old: 8.8 or later is needed")]
    [InlineData("7.17.0", "too old")]
    [InlineData("next", "expected one such as")]
    public async Task An_old_or_nameless_version_is_refused_before_anything_is_sent(string version, string message)
    {
        _kibana.Version = version;
        Assert.Contains(message, (await Assert.ThrowsAsync<StoreException>(() => ImportAsync())).Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_kibana.Requests, r => r.StartsWith("POST", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("8.8.0")]
    [InlineData("9.5.0-SNAPSHOT")]
    public async Task The_oldest_and_the_newest_are_taken(string version)
    {
        _kibana.Version = version.Split('-')[0];
        Assert.All(await ImportAsync(), s => Assert.True(s.Ok, s.Detail));
    }

    [Fact]
    public async Task The_key_is_sent_from_its_file_and_a_wrong_one_is_told_without_saying_it()
    {
        _kibana.ApiKey = "right";
        using var file = new KeyFile("right");
        Assert.All(await ImportAsync(Config with { ApiKeyFile = file.Path }), s => Assert.True(s.Ok));
        File.WriteAllText(file.Path, "secret-but-wrong");
        var fault = await Assert.ThrowsAsync<ElasticException>(() => ImportAsync(Config with { ApiKeyFile = file.Path }));
        Assert.Equal(ElasticFault.Refused, fault.Fault);
        Assert.DoesNotContain("secret", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_tls_a_fingerprint_is_believed_and_a_strangers_certificate_is_not()
    {
        using var key = ECDsa.Create();
        using var leaf = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        await using var secure = await StandInKibana.StartAsync(web => web.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l => l.UseHttps(leaf))));
        var config = Config with { Url = secure.Address, Fingerprint = Convert.ToHexString(SHA256.HashData(leaf.RawData)) };
        Assert.All(await ImportAsync(config), s => Assert.True(s.Ok));
        var stranger = await Assert.ThrowsAsync<ElasticException>(() => KibanaAdmin.CheckAsync(config with { Fingerprint = null }, BoardFile.Marks(Names), default));
        Assert.Contains("SSL", stranger.Message, StringComparison.Ordinal);
        var faulty = await Assert.ThrowsAsync<StoreException>(() => ImportAsync(config with { Fingerprint = null, CaFile = "/nowhere/ca.crt" }));
        Assert.StartsWith("kibana.caFile /nowhere/ca.crt", faulty.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_names_what_is_missing_and_what_another_build_made()
    {
        var before = await KibanaAdmin.CheckAsync(Config, BoardFile.Marks(Names), default);
        Assert.Equal(9, before.Count(s => s is { Ok: false, State: "missing" }));
        await ImportAsync();
        _kibana.Spaces["default"].Remove(("search", "monitor-search-unassessed"));
        var after = await KibanaAdmin.CheckAsync(Config, BoardFile.Marks(Names), default);
        Assert.Equal("monitor-search-unassessed", Assert.Single(after, s => !s.Ok).Id);
        var moved = await KibanaAdmin.CheckAsync(Config, BoardFile.Marks(Names with { PublicUrl = "https://other.example.cn" }), default);
        Assert.Equal(["monitor-board-propaganda", "monitor-board-security", "monitor-search-failed-probes", "monitor-search-high-risk", "monitor-search-open-alerts"], moved.Where(s => s.State == "other").Select(s => s.Id).Order());
    }

    [Theory]
    [InlineData("<html>login</html>")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"successCount":"many","success":true}""")]
    [InlineData("""{"successCount":3,"success":true,"successResults":[]}""")]
    [InlineData("""{"successCount":0,"success":false}""")]
    public void An_answer_that_is_no_imports_is_never_taken_for_one(string body) => Assert.Throws<ElasticException>(() => ImportReply.Read(body));

    [Fact]
    public void A_copy_made_because_another_space_has_the_id_is_told()
    {
        var step = Assert.Single(ImportReply.Read("""{"successCount":1,"success":true,"successResults":[{"type":"dashboard","id":"a","destinationId":"b","meta":{}}]}"""));
        Assert.True(step.Ok);
        Assert.Contains("as b", step.Detail, StringComparison.Ordinal);
    }

    private KibanaConfig Config => new() { Url = _kibana.Address, Timeout = TimeSpan.FromSeconds(20) };

    private Patience Patient(TimeSpan? limit = null) => new(limit ?? TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(5), _said.Enqueue, TimeProvider.System);

    private Task<IReadOnlyList<BoardStep>> ImportAsync(KibanaConfig? config = null, bool overwrite = true) =>
        KibanaAdmin.ImportAsync(config ?? Config, Encoding.UTF8.GetBytes(BoardFile.Write(Names)), overwrite, Patient(), default);

    private sealed class KeyFile : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kibana");

        public KeyFile(string key) => File.WriteAllText(Path, key);

        public string Path => System.IO.Path.Combine(_folder.FullName, "key");

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
