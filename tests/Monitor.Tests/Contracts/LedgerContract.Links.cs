using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Xunit;

namespace Monitor.Tests.Contracts;

public abstract partial class LedgerContract
{
    private static readonly AuditEntry ByLink = new(Some.T0, "duty（经链接）", "acknowledge", "a1", "by link of channel c, notice n");

    [Fact]
    public async Task A_link_counts_once_and_stores_what_it_changes_with_its_trace()
    {
        await CommitAsync(Some.Alert("a1"));
        Assert.True(await Ledger.UseLinkAsync(Use("l1"), Taken(2), ByLink, default));
        Assert.Equal(AlertState.Acknowledged, (await Ledger.AlertAsync("a1", default))!.State);
        Assert.Equal(ByLink, Assert.Single(await Ledger.AuditOfAsync("a1", 10, default)));
        Assert.Equal(Use("l1"), await Ledger.LinkUseAsync("l1", default));

        Assert.False(await Ledger.UseLinkAsync(Use("l1"), Taken(3), ByLink, default));
        Assert.Equal(2, (await Ledger.AlertAsync("a1", default))!.Version);
        Assert.Single(await Ledger.AuditOfAsync("a1", 10, default));
        Assert.Null(await Ledger.LinkUseAsync("l2", default));
    }

    [Fact]
    public async Task A_link_whose_change_is_refused_is_as_good_as_before()
    {
        await CommitAsync(Some.Alert("a1"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Ledger.UseLinkAsync(Use("l1"), Taken(5), ByLink, default));
        Assert.Null(await Ledger.LinkUseAsync("l1", default));
        Assert.Empty(await Ledger.AuditOfAsync("a1", 10, default));
        Assert.True(await Ledger.UseLinkAsync(Use("l1"), Taken(2), ByLink, default));
    }

    [Fact]
    public async Task Of_many_uses_of_one_link_at_once_one_wins()
    {
        var other = (await Rig.OpenAsync()).Ledger;
        await CommitAsync(Some.Alert("a1"));
        var won = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(async () =>
        {
            try
            {
                return await (i % 2 == 0 ? Ledger : other).UseLinkAsync(Use("l1"), Taken(2), ByLink, default);
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        })));
        Assert.Single(won, true);
        Assert.Single(await Ledger.AuditOfAsync("a1", 10, default));
    }

    [Fact]
    public async Task A_use_is_forgotten_when_its_link_has_expired()
    {
        await CommitAsync(Some.Alert("a1"));
        await Ledger.UseLinkAsync(Use("l1"), Taken(2), ByLink, default);
        Assert.Equal(0, await Ledger.PruneLinksAsync(Some.T0.AddHours(24).AddSeconds(-1), default));
        Assert.Equal(1, await Ledger.PruneLinksAsync(Some.T0.AddHours(24), default));
        Assert.Null(await Ledger.LinkUseAsync("l1", default));
    }

    private static LinkUse Use(string id) => new(id, "a1", Some.T0, Some.T0.AddHours(24));

    private static JudgeOutcome Taken(int version) => new() { Changed = [Some.Alert("a1", version) with { State = AlertState.Acknowledged, AcknowledgedBy = "duty", AcknowledgedAt = Some.T0 }] };
}
