using System.Collections.Concurrent;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Core.Security;
using Monitor.Core.Sources;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Storage.Postgres;

/// <summary>What only several processes on one database can do to each other.</summary>
public sealed class ReplicasTests : IAsyncLifetime
{
    private readonly PostgresRig _rig = new();
    private readonly List<(IArchive Archive, ILedger Ledger)> _replicas = [];

    public async ValueTask InitializeAsync()
    {
        for (var i = 0; i < 4; i++) _replicas.Add(await _rig.OpenAsync());
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task Each_notice_is_taken_by_one_of_many_and_those_of_one_alert_in_their_order()
    {
        var notices = Enumerable.Range(0, 60).Select(i => Some.Notice($"n{i:00}", $"a{i % 6}") with { Level = (WarningLevel)(i % 4) }).ToList();
        await _replicas[0].Ledger.CommitAsync(new JudgeOutcome { Notices = notices }, default);
        var sent = new ConcurrentQueue<string>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            var ledger = _replicas[i % 4].Ledger;
            while (sent.Count < notices.Count)
            {
                // Nothing to take while another holds what comes first: ask again.
                if (await ledger.LeaseAsync("mail", TimeSpan.FromMinutes(1), Some.T0.AddHours(1), default) is not { } leased) continue;
                sent.Enqueue(leased.Notice.Id);
                Assert.True(await ledger.SettleAsync(leased, new Receipt(DeliveryOutcome.Delivered, "ok"), Some.T0.AddHours(1), null, default));
            }
        })));
        Assert.Equal(notices.Select(n => n.Id).Order(), sent.Order());
        foreach (var alert in notices.GroupBy(n => n.AlertId)) Assert.Equal(alert.Select(n => n.Id), sent.Where(id => alert.Any(n => n.Id == id)));
    }

    [Fact]
    public async Task The_trail_stays_one_chain_however_many_write_it()
    {
        await Task.WhenAll(Enumerable.Range(0, 80).Select(i => Task.Run(() => i % 2 == 0
            ? _replicas[i % 4].Ledger.AuditAsync(new AuditEntry(Some.T0, $"who{i}", "look", "x\0y", null), default)
            : _replicas[i % 4].Ledger.CommitAsync(new JudgeOutcome { Acts = [new AuditEntry(Some.T0, $"who{i}", "act", "b", "c"), new AuditEntry(Some.T0, $"who{i}", "act2", "b", null)] }, default))));
        var chain = await _replicas[0].Ledger.AuditChainAsync(0, 1000, default);
        Assert.Equal(Enumerable.Range(1, 120).Select(n => (long)n), chain.Select(c => c.Number));
        var previous = AuditChain.Start;
        foreach (var link in chain) Assert.Equal(previous = AuditChain.Hash(previous, link.Number, link.Entry), link.Hash);
    }

    [Fact]
    public async Task Figures_of_parallel_reads_are_those_of_one_read_after_the_other()
    {
        var serial = new PostgresRig();
        try
        {
            var (alone, _) = await serial.OpenAsync();
            var batches = Enumerable.Range(0, 24).Select(Batch).ToList();
            foreach (var batch in batches) await alone.IngestAsync(batch, default);
            var fresh = await Task.WhenAll(batches.Select((b, i) => Task.Run(() => _replicas[i % 4].Archive.IngestAsync(b, default))));

            var ids = fresh.SelectMany(f => f).ToList();
            Assert.Equal(ids.Distinct(StringComparer.Ordinal).Count(), ids.Count);
            var together = _replicas[0].Archive;
            Assert.Equivalent(await alone.StoryAsync("s1", default), await together.StoryAsync("s1", default), strict: true);
            var (from, until) = (Some.T0.AddDays(-1), Some.T0.AddDays(1));
            Assert.Equal(await alone.PostCurveAsync(from, until, TimeSpan.FromMinutes(5), default), await together.PostCurveAsync(from, until, TimeSpan.FromMinutes(5), default));
            Assert.Equal(await alone.TopicHoursAsync(from, until, default), await together.TopicHoursAsync(from, until, default));
            Assert.Equal((await alone.SourcesAsync(default)).Sum(s => s.Posts), (await together.SourcesAsync(default)).Sum(s => s.Posts));
        }
        finally
        {
            await serial.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_process_that_dies_in_the_middle_of_a_batch_leaves_nothing_of_it()
    {
        var post = Some.Post("p-long") with { StoryId = "s9" };
        var big = new IngestBatch(Run("src"), [.. Enumerable.Range(0, 3000).Select(i => post with { Id = $"big{i}" })], "cursor-2");
        var ingest = Task.Run(() => _replicas[1].Archive.IngestAsync(big, default));
        // Broken at whatever moment it has reached; the repeat within the store or the caller's makes it whole.
        await _rig.KillAsync();
        try
        {
            await ingest;
        }
        catch (IOException)
        {
            Assert.Null(await _replicas[0].Archive.CursorAsync("src", default));
            Assert.Empty(await _replicas[0].Archive.SearchAsync(new PostQuery { SourceId = "src" }, default));
            await _replicas[0].Archive.IngestAsync(big, default);
        }

        Assert.Equal("cursor-2", await _replicas[0].Archive.CursorAsync("src", default));
        Assert.Equal(3000, (await _replicas[0].Archive.StoryAsync("s9", default))!.Posts);
    }

    /// <summary>Batches that overlap: half of each batch's posts are the next one's too.</summary>
    private static IngestBatch Batch(int number) => new(
        Run($"src{number % 3}"),
        [.. Enumerable.Range(number * 5, 10).Select(i => Some.Post($"p{i}") with { SourceId = "src", AuthorKey = $"author{i % 7}", StoryId = "s1", Published = Some.T0.AddMinutes(i), FirstSeen = Some.T0.AddMinutes(i) })],
        $"c{number}");

    private static SourceRun Run(string source) => new() { SourceId = source, At = Some.T0, State = SourceState.Ok, Items = 10 };
}
