using Xunit;

namespace Monitor.Tests.Contracts;

public abstract partial class LedgerContract
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_lease_has_one_holder_who_renews_it_until_it_is_given_up()
    {
        var (other, now) = ((await Rig.OpenAsync()).Ledger, TimeProvider.System.GetUtcNow());
        Assert.True(await Ledger.HoldAsync("judge", "a", Long, now, default));
        Assert.False(await other.HoldAsync("judge", "b", Long, now, default));
        Assert.True(await other.HoldAsync("deliver", "b", Long, now, default));
        var first = (await other.LeasesAsync(now, default)).Single(l => l.Lease == "judge");
        Assert.True(await Ledger.HoldAsync("judge", "a", Long * 2, now.AddSeconds(1), default));
        var again = (await other.LeasesAsync(now, default)).Single(l => l.Lease == "judge");
        Assert.Equal(("a", first.Since), (again.Holder, again.Since));
        Assert.True(again.Until > first.Until);

        await other.ReleaseAsync("judge", "b", default);
        Assert.False(await other.HoldAsync("judge", "b", Long, now, default));
        await Ledger.ReleaseAsync("judge", "a", default);
        Assert.True(await other.HoldAsync("judge", "b", Long, now, default));
        Assert.Equal(["deliver:b", "judge:b"], (await Ledger.LeasesAsync(now, default)).Select(l => $"{l.Lease}:{l.Holder}"));
    }

    [Fact]
    public async Task A_lease_that_nobody_renews_ends_and_one_of_many_takes_it()
    {
        var now = TimeProvider.System.GetUtcNow();
        Assert.True(await Ledger.HoldAsync("judge", "dead", TimeSpan.FromMilliseconds(300), now, default));
        var others = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Rig.OpenAsync()));
        // A store without a clock is told a later moment; one with a clock takes its time.
        var winners = new List<int>();
        for (var tries = 0; winners.Count == 0 && tries < 200; tries++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, default(CancellationToken));
            var won = await Task.WhenAll(others.Select((o, i) => o.Ledger.HoldAsync("judge", $"heir{i}", Long, TimeProvider.System.GetUtcNow(), default)));
            winners = [.. won.Index().Where(w => w.Item).Select(w => w.Index)];
        }

        Assert.Equal($"heir{Assert.Single(winners)}", Assert.Single(await Ledger.LeasesAsync(TimeProvider.System.GetUtcNow(), default)).Holder);
        Assert.False(await Ledger.HoldAsync("judge", "dead", Long, TimeProvider.System.GetUtcNow(), default));
    }
}
