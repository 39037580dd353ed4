using Monitor.Storage.Elasticsearch;
using Monitor.Storage.Elasticsearch.Layout;
using Xunit;

namespace Monitor.Tests.Storage.Elasticsearch.Layout;

public sealed class SetupTests
{
    [Fact]
    public async Task What_is_missing_is_put_once_and_what_is_current_is_left_alone()
    {
        await using var s = await Station.OpenAsync(setup: false);
        Assert.All(await s.Elastic.SetupAsync(default), step => Assert.Equal("created", step.State));
        var puts = s.Server.Requests.Count(r => r.StartsWith("PUT", StringComparison.Ordinal));
        Assert.All(await s.Elastic.SetupAsync(default), step => Assert.Equal("current", step.State));
        Assert.Equal(puts, s.Server.Requests.Count(r => r.StartsWith("PUT", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("monitor", 0, "updated")]
    [InlineData("monitor", 99, "newer")]
    [InlineData("somebody", 1, "foreign")]
    public async Task An_older_part_is_renewed_a_newer_or_foreign_one_is_not(string owner, int version, string state)
    {
        await using var s = await Station.OpenAsync();
        var path = "_index_template/monitor-probes";
        s.Server.Cluster.Setup(path)!["_meta"] = new System.Text.Json.Nodes.JsonObject { ["managed_by"] = owner, ["version"] = version };
        Assert.Equal(state, (await s.Elastic.SetupAsync(default)).Single(step => step.Path == path).State);
        Assert.Equal(state == "updated" ? Templates.Version : version, (int)s.Server.Cluster.Setup(path)!["_meta"]!["version"]!);
    }

    [Fact]
    public async Task An_analyzer_that_no_node_has_is_told_at_setup()
    {
        await using var s = await Station.OpenAsync(c => c with { Analyzer = "ik_max_word" }, setup: false);
        var fault = await Assert.ThrowsAsync<ElasticException>(() => s.Elastic.SetupAsync(default));
        Assert.Contains("ik_max_word", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_names_what_is_missing_and_what_to_do()
    {
        await using var s = await Station.OpenAsync(setup: false);
        var config = new ArchiveConfig { Kind = ArchiveKind.Elasticsearch, Nodes = [s.Server.Address] };
        var before = await ElasticAdmin.CheckAsync(config, TimeProvider.System, default);
        Assert.Equal([true, false, true], before.Select(c => c.Ok));
        Assert.Contains("monitor elastic setup", before[1].Detail, StringComparison.Ordinal);
        await s.Elastic.SetupAsync(default);
        Assert.All(await ElasticAdmin.CheckAsync(config, TimeProvider.System, default), c => Assert.True(c.Ok));
        s.Server.Faults.Away = true;
        Assert.All(await ElasticAdmin.CheckAsync(config, TimeProvider.System, default), c => Assert.False(c.Ok));
    }

    [Fact]
    public async Task Two_districts_share_a_cluster_by_their_prefix()
    {
        await using var s = await Station.OpenAsync(c => c with { Prefix = "qu-east" });
        await s.IngestAsync(Contracts.Some.Post("a"));
        Assert.True(await s.Elastic.SettleAsync(default));
        Assert.Equal("qu-east-posts-2026.06.01", Assert.Single(s.Server.Cluster.Indices.Keys));
    }
}
