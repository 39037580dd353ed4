using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Storage;

public sealed class AlertRowsTests : IAsyncDisposable
{
    private readonly TempDatabase _file = new();

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    [Fact]
    public async Task A_second_open_alert_of_a_fingerprint_is_refused_by_name_and_nothing_of_its_commit_stays()
    {
        await CommitAsync(Some.Alert("a1"));
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => CommitAsync(Some.Alert("b1", fingerprint: "outage:y"), Some.Alert("a2")));
        Assert.Contains("a1", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("a2", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("outage:x", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("a1", Assert.Single(await _file.Ledger.OpenAlertsAsync(default)).Id);
    }

    [Fact]
    public async Task Two_open_alerts_of_a_fingerprint_in_one_commit_are_refused()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => CommitAsync(Some.Alert("a1"), Some.Alert("a2")));
        Assert.Empty(await _file.Ledger.OpenAlertsAsync(default));
    }

    [Fact]
    public async Task A_resolved_alert_is_not_reopened_beside_its_successor()
    {
        await CommitAsync(Some.Alert("a1"));
        await CommitAsync(Some.Alert("a1", 2) with { State = AlertState.Resolved });
        await CommitAsync(Some.Alert("a2"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => CommitAsync(Some.Alert("a1", 3)));
        Assert.Equal(AlertState.Resolved, (await _file.Ledger.AlertAsync("a1", default))!.State);
    }

    [Fact]
    public async Task Resolving_one_and_opening_the_next_fits_in_one_commit()
    {
        await CommitAsync(Some.Alert("a1"));
        await CommitAsync(Some.Alert("a1", 2) with { State = AlertState.Resolved }, Some.Alert("a2"));
        Assert.Equal("a2", Assert.Single(await _file.Ledger.OpenAlertsAsync(default)).Id);
    }

    private Task CommitAsync(params Alert[] alerts) => _file.Ledger.CommitAsync(new JudgeOutcome { Changed = alerts }, default);
}
