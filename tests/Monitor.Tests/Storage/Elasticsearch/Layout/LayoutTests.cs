using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Storage.Elasticsearch.Layout;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Storage.Elasticsearch.Layout;

public sealed class LayoutTests
{
    [Fact]
    public void What_the_writers_write_fits_the_mappings_and_comes_back_whole()
    {
        Check(Mappings.Posts("cjk"), Samples.Posts);
        Check(Mappings.Probes(), Samples.Probes);
        Check(Mappings.AlertEvents("cjk"), Samples.AlertEvents);
        Assert.Equivalent(Samples.Post, PostDocument.Read(JsonSerializer.SerializeToElement(Samples.Posts.First())), strict: true);
        Assert.Equivalent(Samples.Probe, ProbeDocument.Read(JsonSerializer.SerializeToElement(Samples.Probes.First())), strict: true);
    }

    [Fact]
    public void Documents_written_before_a_field_was_added_are_still_read()
    {
        var post = Samples.Posts.First();
        foreach (var name in new[] { "keywords", "story_title" }) post["post"]!.AsObject().Remove(name);
        post["post"]!["assessment"]!.AsObject().Remove("Keywords");
        Assert.Empty(PostDocument.Read(JsonSerializer.SerializeToElement(post)).Assessment!.Keywords);
        var probe = Samples.Probes.First();
        probe["probe"]!["result"]!.AsObject().Remove("Certificate");
        Assert.Null(ProbeDocument.Read(JsonSerializer.SerializeToElement(probe)).Certificate);
    }

    [Fact]
    public void A_result_tells_when_the_certificate_ends_and_what_is_more_than_a_remark()
    {
        var probe = Samples.Probes.First();
        Assert.Equal("2026-06-19T13:00:00.000Z", (string?)probe["tls"]!["server"]!["x509"]!["not_after"]);
        Assert.Equal(12.5, (double)probe["probe"]!["certificate_days"]!);
        Assert.Equal(["http.status"], probe["probe"]!["issues"]!.AsArray().Select(c => (string)c!));
        Assert.Equal("high", (string?)probe["probe"]!["severity"]);
    }

    [Fact]
    public async Task What_is_sent_carries_the_title_of_its_story_and_the_level_of_its_alert()
    {
        await using var s = await Station.OpenAsync();
        await s.IngestAsync(Some.Post("a", "网传泄题"), Some.Post("care", "我撑不住了") with { StoryId = "s2", Assessment = Some.Assessment(mood: SentimentLabel.Negative, topic: Topics.StudentWellbeing) });
        await s.Store.Ledger.CommitAsync(new JudgeOutcome { Changed = [Samples.Alert], Decisions = [Samples.Decision, Samples.Decision with { AlertId = null, Reason = DecisionReason.BelowThreshold }] }, default);
        Assert.True(await s.Elastic.SettleAsync(default));
        var posts = s.Server.Cluster.Indices["monitor-posts-2026.06.01"].Live;
        Assert.Equal("网传泄题", posts["a"].Root.GetProperty("post").GetProperty("story_title").GetString());
        Assert.False(posts["care"].Root.GetProperty("post").TryGetProperty("story_title", out _));
        var events = s.Server.Cluster.Resolve("monitor-alertevents-default", false).SelectMany(i => i.Live.Values).Select(d => d.Root.GetProperty("alert")).ToList();
        Assert.Equal("red", Assert.Single(events, e => e.TryGetProperty("id", out _)).GetProperty("level").GetString());
        Assert.False(Assert.Single(events, e => !e.TryGetProperty("id", out _)).TryGetProperty("level", out _));
    }

    [Fact]
    public async Task An_index_of_an_older_build_gets_the_new_fields_before_anything_is_sent_to_it()
    {
        await using var s = await Station.OpenAsync();
        var probe = Samples.Probe;
        await s.IngestAsync(Samples.Post);
        await s.Archive.SaveProbeAsync(probe, default);
        Assert.True(await s.Elastic.SettleAsync(default));
        // As the build before wrote them: no version, none of the new fields, and an analyzer since changed.
        var index = s.Server.Cluster.Indices["monitor-posts-2026.06.01"];
        Older(index.Mapped, "post", "keywords", "story_title");
        index.Mapped["properties"]!["message"]!["analyzer"] = "cjk";
        var stream = s.Server.Cluster.Resolve("monitor-probes-default", false).Single();
        Older(stream.Mapped, "tls", "server");
        Older(stream.Mapped, "probe", "issues", "severity", "certificate_days");
        foreach (var i in new[] { index, stream }) i.Map([]);

        await s.ReopenAsync();
        await s.IngestAsync(Samples.Post with { Id = "b" });
        Assert.False(await s.Elastic.SettleAsync(default));
        Assert.Contains("monitor-posts-2026.06.01/_mapping", s.Elastic.State.Trouble, StringComparison.Ordinal);
        Assert.DoesNotContain("b", index.Live.Keys);
        Assert.Equal(["monitor-posts-2026.06.01/_mapping", "monitor-probes-default/_mapping"], (await s.Elastic.SetupAsync(default)).Where(p => p.State == "updated").Select(p => p.Path));
        await s.Archive.SaveProbeAsync(probe with { At = probe.At.AddMinutes(1) }, default);
        Assert.True(await s.Elastic.SettleAsync(default));
        Assert.Equal(0, s.Elastic.State.Dead);
        Assert.Contains("b", index.Live.Keys);
        Assert.Equal("cjk", (string?)index.Mapped["properties"]!["message"]!["analyzer"]);
        Assert.DoesNotContain(await s.Elastic.SetupAsync(default), p => p.State == "updated");
    }

    private static void Older(JsonObject mapped, string group, params string[] added)
    {
        mapped.Remove("_meta");
        foreach (var name in added) Assert.True(mapped["properties"]![group]!["properties"]!.AsObject().Remove(name));
    }

    private static void Check(JsonObject mapping, IEnumerable<JsonObject> documents)
    {
        var strict = new StandIn.Mapping(mapping, ["zh_bigram"]);
        foreach (var document in documents) strict.Check(JsonSerializer.SerializeToElement(document));
    }
}
