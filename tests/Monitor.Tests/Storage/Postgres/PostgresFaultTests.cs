using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Monitor.Storage;
using Monitor.Storage.Postgres;
using Monitor.Tests.Contracts;
using Monitor.Tests.Support;
using Npgsql;
using Xunit;

namespace Monitor.Tests.Storage.Postgres;

/// <summary>What can be wrong with a server and the way to it: said in words, never with the password, and over when the cause is.</summary>
public sealed class PostgresFaultTests : IAsyncLifetime
{
    private PostgresServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(PostgresServer.Missing is null, PostgresServer.Missing ?? "");
        _server = await PostgresServer.SharedAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("Password=Of-no-worth-2026", "Password=Wrong-secret-77", "password")]
    [InlineData("Database=postgres", "Database=nowhere", "no such database")]
    [InlineData("Host=127.0.0.1;", "Host=127.0.0.1;Ssl Mode=Require;", "could not be used")]
    [InlineData("Username=monitor", "Username=nobody", "user or the password")]
    public async Task A_wrong_connection_string_is_told_in_words_without_its_secret(string part, string wrong, string hint)
    {
        var fault = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(new PostgresConfig { Connection = new Secret("file:/run/pg", _server.Connection("postgres").Replace(part, wrong, StringComparison.Ordinal)) }));
        Assert.Contains(hint, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Wrong-secret", fault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresServer.Password, fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Hsot=db;Password=Shh-9", "cannot be read")]
    [InlineData("Username=x;Password=Shh-9", "names no Host")]
    [InlineData("Host=db;Port=many;Password=Shh-9", "cannot be read")]
    public async Task A_string_that_is_none_is_told_by_where_it_stands(string text, string hint)
    {
        var fault = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(new PostgresConfig { Connection = new Secret("file:/run/pg", text) }));
        Assert.Contains(hint, fault.Message, StringComparison.Ordinal);
        Assert.Contains("file:/run/pg", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Shh-9", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_of_a_newer_build_are_refused_and_left_alone()
    {
        var config = await _server.DatabaseAsync();
        await (await OpenAsync(config)).DisposeAsync();
        await SqlAsync(config, "INSERT INTO monitor.schema_version (version) VALUES (999)");
        var fault = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(config));
        Assert.Contains("version 999", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_without_the_right_to_make_the_schema_is_told_so_and_with_a_schema_made_for_them_needs_no_more()
    {
        var config = await _server.DatabaseAsync();
        await SqlAsync(config, "CREATE ROLE poor LOGIN PASSWORD 'poor-pw'");
        var poor = config with { Connection = new Secret("file:/run/pg", config.Connection!.Reveal().Replace("Username=monitor", "Username=poor", StringComparison.Ordinal).Replace(PostgresServer.Password, "poor-pw", StringComparison.Ordinal)) };
        Assert.Contains("too few rights", (await Assert.ThrowsAsync<StoreException>(() => OpenAsync(poor))).Message, StringComparison.Ordinal);
        await SqlAsync(config, "CREATE SCHEMA monitor AUTHORIZATION poor");
        await using var store = await OpenAsync(poor);
        await store.Ledger.SetSettingAsync("a", "b", default);
    }

    [Fact]
    public async Task Replicas_that_start_in_the_same_moment_all_find_the_tables_made_once()
    {
        var config = await _server.DatabaseAsync();
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => OpenAsync(config))));
        await Task.WhenAll(stores.Select(s => s.Ledger.AuditAsync(new AuditEntry(Some.T0, "x", "start", "replica", null), default)));
        Assert.Equal(8, (await stores[0].Ledger.AuditTrailAsync(100, default)).Count);
        foreach (var store in stores) await store.DisposeAsync();
    }

    [Fact]
    public async Task Districts_share_a_database_without_knowing_of_each_other()
    {
        var config = await _server.DatabaseAsync();
        await using var one = await OpenAsync(config);
        await using var two = await OpenAsync(config with { Schema = "qingwu" });
        await one.Ledger.SetSettingAsync("k", "one", default);
        Assert.Null(await two.Ledger.SettingAsync("k", default));
    }

    [Fact]
    public async Task A_server_that_dies_is_told_of_and_used_again_when_it_is_back()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var store = await OpenAsync(await server.DatabaseAsync());
        await store.Ledger.SetSettingAsync("before", "kept", default);
        await server.KillAsync();
        var fault = await Assert.ThrowsAsync<StoreException>(() => store.Ledger.SetSettingAsync("while", "away", default));
        Assert.Contains("cannot be reached", fault.Message, StringComparison.Ordinal);
        await server.BeginAsync();
        Assert.Equal("kept", await store.Ledger.SettingAsync("before", default));
        await store.Ledger.SetSettingAsync("after", "kept", default);
    }

    [Fact]
    public async Task Connections_that_broke_while_idle_are_not_noticed_by_whoever_works()
    {
        var config = await _server.DatabaseAsync();
        await using var store = await OpenAsync(config);
        for (var i = 0; i < 3; i++)
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(n => store.Ledger.SetSettingAsync($"k{n}", "v", default)));
            await _server.BreakConnectionsAsync(config);
        }

        Assert.Equal("v", await store.Ledger.SettingAsync("k0", default));
    }

    private static Task<PostgresStore> OpenAsync(PostgresConfig config) => PostgresStore.OpenAsync(config, NullLoggerFactory.Instance, default);

    private static async Task SqlAsync(PostgresConfig config, string sql)
    {
        await using var connection = new NpgsqlConnection(config.Connection!.Reveal() + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
