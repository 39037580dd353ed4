using Microsoft.Extensions.Time.Testing;
using Monitor.Core.Security;
using Monitor.Storage.Postgres;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Storage.Postgres;

/// <summary>What `monitor doctor` says of the database.</summary>
public sealed class PostgresAdminTests : IAsyncLifetime
{
    private PostgresServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(PostgresServer.Missing is null, PostgresServer.Missing ?? "");
        _server = await PostgresServer.SharedAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_server_that_is_fine_is_described()
    {
        var checks = await PostgresAdmin.CheckAsync(await _server.DatabaseAsync(), TimeProvider.System, default);
        Assert.All(checks, c => Assert.True(c.Ok, c.Name + ": " + c.Detail));
        Assert.Contains(checks, c => c.Name == "schema" && c.Detail.Contains($"version {PostgresMigrator.Newest}", StringComparison.Ordinal));
        // The tests' server does not wait for its disk.
        Assert.Contains(checks, c => c.Name == "primary" && c.Detail.Contains("fsync off", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-5)]
    public async Task A_clock_that_differs_is_told_with_its_direction(int ahead)
    {
        var ours = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddSeconds(-ahead));
        var clock = Assert.Single(await PostgresAdmin.CheckAsync(await _server.DatabaseAsync(), ours, default), c => !c.Ok);
        Assert.Equal("clock", clock.Name);
        Assert.Contains(ahead > 0 ? "ahead of ours" : "behind ours", clock.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_takes_no_writes_is_told_with_what_to_do()
    {
        var config = await _server.DatabaseAsync();
        await PostgresAdmin.CheckAsync(config, TimeProvider.System, default);
        var readOnly = config with { Connection = new Secret("env:X", config.Connection!.Reveal() + ";Options=-c default_transaction_read_only=on") };
        var fault = Assert.Single(await PostgresAdmin.CheckAsync(readOnly, TimeProvider.System, default));
        Assert.Contains("Target Session Attributes=read-write", fault.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_cannot_be_used_is_one_finding_without_its_secret()
    {
        var config = new PostgresConfig { Connection = new Secret("file:/run/pg", _server.Connection("postgres").Replace(PostgresServer.Password, "Wrong-secret-77", StringComparison.Ordinal)) };
        var check = Assert.Single(await PostgresAdmin.CheckAsync(config, TimeProvider.System, default));
        Assert.Equal(("server", false), (check.Name, check.Ok));
        Assert.DoesNotContain("Wrong-secret", check.Detail, StringComparison.Ordinal);
    }
}
