using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Storage;
using Monitor.Tests.Contracts;
using Monitor.Tests.Storage.Elasticsearch.StandIn;
using Xunit;

namespace Monitor.Tests.Storage.Elasticsearch;

/// <summary>What happens to changes on their way, whatever the server does.</summary>
public sealed class SpoolTests
{
    [Fact]
    public async Task What_was_stored_arrives_in_the_index_of_its_month_under_its_own_id()
    {
        await using var s = await Station.OpenAsync();
        await s.IngestAsync(Some.Post("a"), Some.Post("b") with { Published = Some.T0.AddMonths(-1) });
        Assert.True(await s.Elastic.SettleAsync(default));
        Assert.Equal(["monitor-posts-2026.05.01", "monitor-posts-2026.06.01"], s.Server.Cluster.Indices.Keys.Order());
        Assert.Equal(["a", "b"], s.StoredPosts());
        Assert.Equal((0, 0, null), (s.Elastic.State.Waiting, s.Elastic.State.Dead, s.Elastic.State.AwaySince));
    }

    [Fact]
    public async Task Items_refused_for_now_are_sent_again_and_only_they()
    {
        await using var s = await Station.OpenAsync();
        await s.IngestAsync(Some.Post("a"), Some.Post("b"), Some.Post("c"));
        s.Server.Faults.Item = id => id == "b" ? Faults.Busy : null;
        Assert.False(await s.Elastic.SettleAsync(default));
        Assert.Equal(["a", "c"], s.StoredPosts());
        Assert.Equal(1, s.Elastic.State.Waiting);
        Assert.Contains("429", s.Elastic.State.Trouble, StringComparison.Ordinal);
        s.Server.Faults.Item = id => id == "b" ? null : new Refusal(400, "test", "sent twice: " + id);
        Assert.True(await s.Elastic.SettleAsync(default));
        Assert.Equal(["a", "b", "c"], s.StoredPosts());
        Assert.Equal((0, null), (s.Elastic.State.Dead, s.Elastic.State.Trouble));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_request_refused_as_a_whole_loses_nothing(int status)
    {
        await using var s = await Station.OpenAsync();
        await s.IngestAsync(Some.Post("a"), Some.Post("b"));
        s.Server.Faults.Status = status;
        Assert.False(await s.Elastic.SettleAsync(default));
        Assert.Equal(status is 401 or 403, s.Elastic.State.NeedsPerson);
        Assert.NotNull(s.Elastic.State.AwaySince);
        s.Server.Faults.Status = null;
        Assert.True(await s.Elastic.SettleAsync(default));
        Assert.Equal(["a", "b"], s.StoredPosts());
    }

    [Fact]
    public async Task A_full_queue_at_the_server_halves_what_is_sent_at_once_and_success_restores_it()
    {
        await using var s = await Station.OpenAsync(c => c with { BulkDocuments = 64 });
        await s.IngestAsync([.. Enumerable.Range(0, 256).Select(i => Some.Post($"{i}"))]);
        s.Server.Faults.Rejections = 2;
        Assert.False(await s.Elastic.SettleAsync(default));
        Assert.False(await s.Elastic.SettleAsync(default));
        var before = s.Server.Requests.Count(r => r == "POST /_bulk");
        Assert.True(await s.Elastic.SettleAsync(default));
        // 16, 32, then 64 at once: 16 + 32 + 64 + 64 + 64 + 16 = 256.
        Assert.Equal(6, s.Server.Requests.Count(r => r == "POST /_bulk") - before);
        Assert.Equal(256, s.StoredPosts().Count());
    }

    [Fact]
    public async Task A_connection_cut_after_the_work_was_done_stores_nothing_twice()
    {
        await using var s = await Station.OpenAsync();
        await s.IngestAsync(Some.Post("a"), Some.Post("b"));
        await s.Archive.SaveProbeAsync(Some.Probe("t", Some.T0), default);
        s.Server.Faults.ResetsAfterApplying = 1;
        Assert.False(await s.Elastic.SettleAsync(default));
        Assert.True(await s.Elastic.SettleAsync(default));
        Assert.Equal(["a", "b"], s.StoredPosts());
        Assert.Single(s.Server.Cluster.Indices[".ds-monitor-probes-default-2026.06.07-000001"].Live);
        Assert.Equal(0, s.Elastic.State.Dead);
    }

    [Fact]
    public async Task A_red_index_holds_back_its_own_posts_and_no_others()
    {
        await using var s = await Station.OpenAsync();
        var red = true;
        s.Server.Faults.Item = id => red && id.StartsWith("may", StringComparison.Ordinal) ? Faults.Red : null;
        await s.IngestAsync(Some.Post("may1") with { Published = Some.T0.AddMonths(-1) }, Some.Post("june1"), Some.Post("may2") with { Published = Some.T0.AddMonths(-1) });
        Assert.False(await s.Elastic.SettleAsync(default));
        Assert.Equal(["june1"], s.StoredPosts());
        red = false;
        Assert.True(await s.Elastic.SettleAsync(default));
        Assert.Equal(["june1", "may1", "may2"], s.StoredPosts());
    }

    [Fact]
    public async Task A_document_refused_for_good_goes_aside_with_the_reason_and_can_be_sent_again()
    {
        await using var s = await Station.OpenAsync();
        s.Server.Faults.Item = id => id == "b" ? new Refusal(400, "strict_dynamic_mapping_exception", "mapping set to strict") : null;
        await s.IngestAsync(Some.Post("a"), Some.Post("b"), Some.Post("c"));
        Assert.True(await s.Elastic.SettleAsync(default));
        Assert.Equal(["a", "c"], s.StoredPosts());
        Assert.Equal(1, s.Elastic.State.Dead);
        Assert.NotNull(await s.Archive.PostAsync("b", default));
        s.Server.Faults.Item = _ => null;
        Assert.Equal(1, await s.Elastic.ReviveAsync(default));
        Assert.True(await s.Elastic.SettleAsync(default));
        Assert.Equal(["a", "b", "c"], s.StoredPosts());
        Assert.Equal(0, s.Elastic.State.Dead);
    }

    [Fact]
    public async Task A_request_too_large_for_the_server_is_cut_until_it_fits()
    {
        await using var s = await Station.OpenAsync();
        s.Server.Faults.MostBytes = 4_000;
        await s.IngestAsync([.. Enumerable.Range(0, 20).Select(i => Some.Post($"{i}"))], Some.Post("huge", new string('考', 3_000)));
        Assert.True(await s.Elastic.SettleAsync(default));
        Assert.Equal(20, s.StoredPosts().Count());
        Assert.Equal(1, s.Elastic.State.Dead);
    }

    [Fact]
    public async Task Requests_are_cut_by_bytes()
    {
        await using var s = await Station.OpenAsync(c => c with { BulkBytes = 64 * 1024 });
        await s.IngestAsync([.. Enumerable.Range(0, 30).Select(i => Some.Post($"{i}", new string('考', 3_000)))]);
        Assert.True(await s.Elastic.SettleAsync(default));
        Assert.True(s.Server.Requests.Count(r => r == "POST /_bulk") >= 8);
        Assert.Equal(30, s.StoredPosts().Count());
    }

    [Fact]
    public async Task Nothing_is_written_before_the_templates_are_there()
    {
        await using var s = await Station.OpenAsync(setup: false);
        await s.IngestAsync(Some.Post("a"));
        Assert.False(await s.Elastic.SettleAsync(default));
        Assert.Empty(s.Server.Cluster.Indices);
        Assert.True(s.Elastic.State.NeedsPerson);
        Assert.Contains("monitor elastic setup", s.Elastic.State.Trouble, StringComparison.Ordinal);
        await s.Elastic.SetupAsync(default);
        Assert.True(await s.Elastic.SettleAsync(default));
        Assert.Equal(["a"], s.StoredPosts());
    }

    [Theory]
    [InlineData(false, "9.2.0", "is not Elasticsearch")]
    [InlineData(true, "7.17.29", "is too old")]
    public async Task Another_product_or_an_old_one_gets_nothing(bool genuine, string version, string words)
    {
        await using var s = await Station.OpenAsync(setup: false);
        (s.Server.Genuine, s.Server.Version) = (genuine, version);
        await s.IngestAsync(Some.Post("a"));
        Assert.False(await s.Elastic.SettleAsync(default));
        Assert.Contains(words, s.Elastic.State.Trouble, StringComparison.Ordinal);
        Assert.DoesNotContain("POST /_bulk", s.Server.Requests);
    }

    [Fact]
    public async Task Of_many_changes_while_it_was_away_the_last_state_arrives()
    {
        await using var s = await Station.OpenAsync();
        s.Server.Faults.Away = true;
        await s.IngestAsync(Some.Post("a") with { Heat = 1 });
        Assert.False(await s.Elastic.SettleAsync(default));
        for (var heat = 2; heat <= 9; heat++) await s.IngestAsync(Some.Post("a") with { Heat = heat });
        s.Server.Faults.Away = false;
        Assert.True(await s.Elastic.SettleAsync(default));
        Assert.Contains("\"heat\":9", System.Text.Encoding.UTF8.GetString(s.Server.Cluster.Indices["monitor-posts-2026.06.01"].Live["a"].Source), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_state_that_comes_late_replaces_nothing()
    {
        await using var s = await Station.OpenAsync();
        await s.IngestAsync(Some.Post("a") with { Heat = 7 });
        Assert.True(await s.Elastic.SettleAsync(default));
        var index = s.Server.Cluster.Indices["monitor-posts-2026.06.01"];
        var stored = index.Live["a"];
        Assert.Equal(409, Assert.Throws<Refusal>(() => index.Put("a", stored.Source, create: false, external: stored.Version - 1, expected: null)).Status);
    }

    [Fact]
    public async Task A_check_made_again_replaces_its_result_behind_the_stream_also_after_a_rollover()
    {
        await using var s = await Station.OpenAsync();
        await s.Archive.SaveProbeAsync(Some.Probe("t", Some.T0), default);
        Assert.True(await s.Elastic.SettleAsync(default));
        await s.Archive.SaveProbeAsync(Some.Probe("t", Some.T0, ProbeState.Down), default);
        Assert.True(await s.Elastic.SettleAsync(default));
        var source = System.Text.Encoding.UTF8.GetString(Assert.Single(s.Server.Cluster.Indices.Values).Live.Values.Single().Source);
        Assert.Contains("\"state\":\"down\"", source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decisions_become_the_alerts_history()
    {
        await using var s = await Station.OpenAsync();
        var decision = new Monitor.Core.Alerts.Decision("outage:x", "a1", Some.T0, default, "三次检查失败", true);
        await s.Store.Ledger.CommitAsync(new JudgeOutcome { Changed = [Some.Alert("a1")], Decisions = [decision] }, default);
        Assert.True(await s.Elastic.SettleAsync(default));
        var source = System.Text.Encoding.UTF8.GetString(Assert.Single(s.Server.Cluster.Indices.Values).Live.Values.Single().Source);
        Assert.Contains("三次检查失败", source, StringComparison.Ordinal);
        Assert.Contains("\"fingerprint\":\"outage:x\"", source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_the_limit_sources_wait_probes_go_on_and_the_cursor_stays()
    {
        await using var s = await Station.OpenAsync(c => c with { SpoolLimit = 10_000 });
        s.Server.Faults.Away = true;
        await s.IngestAsync([.. Enumerable.Range(0, 10_000).Select(i => Some.Post($"{i}"))]);
        Assert.False(await s.Elastic.SettleAsync(default));
        var full = await Assert.ThrowsAsync<StoreException>(() => s.Archive.IngestAsync(new IngestBatch(Some.Run(), [Some.Post("more")], "c2"), default));
        Assert.Contains("spoolLimit", full.Message, StringComparison.Ordinal);
        Assert.Equal("c1", await s.Archive.CursorAsync("src", default));
        await s.Archive.SaveProbeAsync(Some.Probe("t", Some.T0), default);
        await s.Archive.IngestAsync(new IngestBatch(Some.Run(), [], null), default);
        s.Server.Faults.Away = false;
        Assert.True(await s.Elastic.SettleAsync(default));
        Assert.Equal(["more"], await s.IngestAsync(Some.Post("more")));
    }
}
