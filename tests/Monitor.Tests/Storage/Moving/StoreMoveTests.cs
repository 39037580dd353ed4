using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Monitor.Storage;
using Monitor.Storage.Moving;
using Monitor.Storage.Postgres;
using Monitor.Storage.Sqlite;
using Monitor.Tests.Contracts;
using Monitor.Tests.Support;
using Npgsql;
using Xunit;

namespace Monitor.Tests.Storage.Moving;

/// <summary>A whole district from SQLite to a real PostgreSQL: nothing lost, nothing doubled, wherever it is stopped.</summary>
public sealed class StoreMoveTests : IAsyncLifetime
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("move");
    private PostgresConfig _config = new();

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(PostgresServer.Missing is null, PostgresServer.Missing ?? "");
        _config = await (await PostgresServer.SharedAsync()).DatabaseAsync();
        await using var store = await SqliteAsync();
        await FullStore.FillAsync(store.Archive, store.Ledger);
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        _home.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Stopped_in_the_middle_of_every_table_and_gone_on_with_both_sides_are_the_same()
    {
        var (stopped, tables) = (new HashSet<string>(), Array.Empty<MovedTable>());
        while (tables.Length == 0)
        {
            await using var move = await MoveAsync(portion: 2);
            try
            {
                await move.CopyAsync(restart: false, at =>
                {
                    if (at.Rows < at.Of && stopped.Add(at.Table)) throw new OperationCanceledException(at.Table);
                }, default);
                tables = [.. await move.CompareAsync(_ => { }, default)];
                await move.FinishAsync(default);
            }
            catch (OperationCanceledException)
            {
                await Assert.ThrowsAsync<StoreException>(OpenAsync);
            }
        }

        Assert.Equal(MovePlan.Tables.Select(t => t.Name).Order(), stopped.Order());
        Assert.All(tables, t => Assert.True(t.Same, $"{t.Table} differs at {t.FirstDifference}"));
        Assert.All(tables, t => Assert.InRange(t.SourceRows, 3, long.MaxValue));
    }

    [Fact]
    public async Task What_arrived_goes_on_as_it_would_have_where_it_came_from()
    {
        await WholeAsync();
        await using var was = await SqliteAsync();
        await using var now = await OpenAsync();
        var (later, old, young) = (Some.T0.AddHours(3), was.Ledger, now.Ledger);

        Assert.Equivalent(await old.OpenAlertsAsync(default), await young.OpenAlertsAsync(default), strict: true);
        Assert.Equivalent(await old.StandingAsync(later, default), await young.StandingAsync(later, default), strict: true);
        Assert.Equivalent(await old.CasesAsync(default, 99, default), await young.CasesAsync(default, 99, default), strict: true);
        Assert.Equivalent(await old.ChannelsAsync(default), await young.ChannelsAsync(default), strict: true);
        Assert.Equal(["Zhang0", "Zhang1", "Zhang2", "Zhang3", "Zhang4"], (await young.MailboxesAsync(default)).Select(m => m.User));
        Assert.False(await young.UseLinkAsync(new LinkUse("link1", "a1", later, later), new JudgeOutcome(), new AuditEntry(later, "x", "link", "a1", null), default));
        Assert.Equal(await DrainAsync(old, later), await DrainAsync(young, later));

        var chain = AuditChain.Verify(await young.AuditChainAsync(0, 999, default));
        Assert.Equal((null, AuditChain.Verify(await old.AuditChainAsync(0, 999, default)).Head), (chain.Broken, chain.Head));
        await young.AuditAsync(new AuditEntry(later, "值班", "after", "the move", null), default);
        Assert.Null(AuditChain.Verify(await young.AuditChainAsync(0, 999, default)).Broken);
        await young.CommitAsync(new JudgeOutcome { Decisions = [new Decision("outage:1", "a1", later, DecisionReason.Resolved, "新", false)] }, default);
        Assert.Equal("新", (await young.DecisionsAsync("a1", 1, default))[0].Text);

        var (shelf, kept) = (was.Archive, now.Archive);
        foreach (var words in new[] { "泄题", "云川 reach", "😀", "加油", "题" })
        {
            var found = (await kept.SearchAsync(new PostQuery { Words = words }, default)).Select(p => p.Id).ToList();
            Assert.Equal((await shelf.SearchAsync(new PostQuery { Words = words }, default)).Select(p => p.Id), found);
            Assert.NotEmpty(found);
        }

        Assert.Equivalent(await shelf.StoriesAsync(default, 99, default), await kept.StoriesAsync(default, 99, default), strict: true);
        Assert.Equal("s1", (await kept.StoryAsync("s5", default))!.Id);
        Assert.Equivalent(await shelf.SourcesAsync(default), await kept.SourcesAsync(default), strict: true);
        Assert.Empty(await kept.IngestAsync(Some.Batch(Some.Post("p3")), default));
        Assert.Equal(["new"], await kept.IngestAsync(Some.Batch(Some.Post("new")), default));
    }

    [Fact]
    public async Task A_store_in_use_is_not_moved_and_one_being_moved_is_not_used()
    {
        await using (await SqliteAsync())
            Assert.Contains("Stop the service", (await Assert.ThrowsAsync<StoreException>(() => MoveAsync())).Message, StringComparison.Ordinal);
        await using var move = await MoveAsync();
        Assert.Contains("locked", (await Assert.ThrowsAsync<StoreException>(SqliteAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_that_holds_anything_else_is_left_alone()
    {
        await using (var used = await OpenAsync()) await used.Ledger.SetSettingAsync("k", "v", default);
        await using var move = await MoveAsync();
        Assert.Contains("settings is not empty", (await Assert.ThrowsAsync<StoreException>(() => move.CopyAsync(restart: true, _ => { }, default))).Message, StringComparison.Ordinal);
        await using var after = await OpenAsync();
        Assert.Equal("v", await after.Ledger.SettingAsync("k", default));
    }

    [Fact]
    public async Task Another_store_does_not_go_on_where_this_one_stopped()
    {
        await StopAsync("alerts");
        await using (var store = await SqliteAsync()) await store.Ledger.SetSettingAsync("store.id", "another", default);
        await using var move = await MoveAsync();
        Assert.Contains("another store", (await Assert.ThrowsAsync<StoreException>(() => move.CopyAsync(restart: true, _ => { }, default))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_written_meanwhile_is_noticed_and_a_new_beginning_takes_it_along()
    {
        await StopAsync("posts");
        await using (var store = await SqliteAsync()) await store.Ledger.SaveUserAsync(new User("late", Role.Admin, "h", false, 0, null), default);
        await using (var move = await MoveAsync())
            Assert.Contains("--restart", (await Assert.ThrowsAsync<StoreException>(() => move.CopyAsync(restart: false, _ => { }, default))).Message, StringComparison.Ordinal);
        await WholeAsync(restart: true);
        await using var now = await OpenAsync();
        Assert.NotNull(await now.Ledger.UserAsync("late", default));
        Assert.Null(AuditChain.Verify(await now.Ledger.AuditChainAsync(0, 999, default)).Broken);
        await Assert.ThrowsAsync<PostgresException>(() => SqlAsync("UPDATE monitor.audit SET who = 'x'"));
    }

    [Theory]
    [InlineData("UPDATE monitor.outbox SET status = 0 WHERE id = 'n0'", "outbox", "1")]
    [InlineData("DELETE FROM monitor.posts WHERE id = 'p11'", "posts", null)]
    [InlineData("INSERT INTO monitor.settings VALUES ('a', 'b')", "settings", "a")]
    [InlineData("UPDATE monitor.stories SET risk_sum = risk_sum + 1e-12 WHERE id = 's1'", "stories", "s1")]
    public async Task One_row_that_is_not_the_same_is_found(string harm, string table, string? key)
    {
        await WholeAsync();
        await SqlAsync(harm);
        await using var move = await MoveAsync();
        var different = Assert.Single(await move.CompareAsync(_ => { }, default), t => !t.Same);
        Assert.Equal(table, different.Table);
        if (key is not null) Assert.Equal(key, different.FirstDifference);
    }

    [Fact]
    public async Task A_finished_move_copies_nothing_again()
    {
        await WholeAsync();
        await SqlAsync("DELETE FROM monitor.settings WHERE key = 'setting.1'");
        await using var move = await MoveAsync();
        Assert.NotNull(await move.CopyAsync(restart: true, _ => Assert.Fail("copied"), default));
        await using var now = await OpenAsync();
        Assert.Null(await now.Ledger.SettingAsync("setting.1", default));
    }

    [Fact]
    public async Task Changes_that_only_the_queue_to_Elasticsearch_knows_are_not_left_behind()
    {
        Sqlite("CREATE TABLE elastic_spool (seq INTEGER PRIMARY KEY, kind TEXT, key TEXT, body TEXT); CREATE TABLE elastic_dead (kind TEXT, key TEXT, body TEXT); INSERT INTO elastic_spool (kind, key) VALUES ('post', 'p1')");
        await (await MoveAsync()).DisposeAsync();
        Sqlite("INSERT INTO elastic_spool (kind, key) VALUES ('touch', 'p1')");
        Assert.Contains("1 change(s)", (await Assert.ThrowsAsync<StoreException>(() => MoveAsync())).Message, StringComparison.Ordinal);
    }

    /// <summary>Whoever adds a table or a column to one store is reminded of the move.</summary>
    [Fact]
    public async Task Every_table_and_column_of_both_stores_is_in_the_plan_or_named_here()
    {
        await (await OpenAsync()).DisposeAsync();
        var (planned, columns) = (MovePlan.Tables.Select(t => t.Name).Order().ToList(), new List<string>());
        await using var connection = new NpgsqlConnection(_config.Connection!.Reveal());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'monitor'", connection);
        await using (var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken))
            while (await reader.ReadAsync(TestContext.Current.CancellationToken)) columns.Add($"{reader.GetString(0)}.{reader.GetString(1)}");
        var theirs = columns.Select(c => c.Split('.')[0]).Distinct().Except(["leases", "schema_version"]).Order();
        Assert.Equal(planned, theirs);

        var ours = Sqlite("SELECT json_group_array(name) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'posts_fts%' AND name NOT LIKE 'sqlite_%' AND name <> 'leases'");
        Assert.Equal(planned, System.Text.Json.JsonSerializer.Deserialize<string[]>(ours)!.Order());
        foreach (var table in planned)
        {
            var names = System.Text.Json.JsonSerializer.Deserialize<string[]>(Sqlite($"SELECT json_group_array(name) FROM pragma_table_info('{table}')"))!;
            Assert.All(names, n => Assert.Contains($"{table}.{n}", columns));
        }
    }

    private static async Task<List<string>> DrainAsync(ILedger ledger, DateTimeOffset at)
    {
        var taken = new List<string>();
        foreach (var channel in new[] { "mail", "sms" })
            while (await ledger.LeaseAsync(channel, TimeSpan.FromMinutes(1), at, default) is { } next)
                taken.Add($"{channel} {next.Notice.Id} {next.Notice.Attempts} {next.Notice.Progress} {string.Join(",", next.Notice.Attachments.Select(a => a.Name + a.Content.Length + a.ContentId))}");
        Assert.True(taken.Count > 5, string.Join("; ", taken));
        return taken;
    }

    private async Task WholeAsync(bool restart = false)
    {
        await using var move = await MoveAsync();
        Assert.Null(await move.CopyAsync(restart, _ => { }, default));
        Assert.All(await move.CompareAsync(_ => { }, default), t => Assert.True(t.Same, $"{t.Table} differs at {t.FirstDifference}"));
        await move.FinishAsync(default);
    }

    private async Task StopAsync(string table)
    {
        await using var move = await MoveAsync(portion: 2);
        await Assert.ThrowsAsync<OperationCanceledException>(() => move.CopyAsync(restart: false, at => { if (at.Table == table) throw new OperationCanceledException(); }, default));
    }

    private Task<StoreMove> MoveAsync(int portion = 2_000) => StoreMove.OpenAsync(_home.FullName, _config, NullLoggerFactory.Instance, portion, default);

    private Task<SqliteStore> SqliteAsync() => SqliteStore.OpenAsync(_home.FullName, TimeProvider.System, NullLoggerFactory.Instance, default);

    private Task<PostgresStore> OpenAsync() => PostgresStore.OpenAsync(_config, NullLoggerFactory.Instance, default);

    private async Task SqlAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_config.Connection!.Reveal());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private string Sqlite(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_home.FullName, "monitor.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as string ?? "";
    }
}
