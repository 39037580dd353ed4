using System.Globalization;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Xunit;

namespace Monitor.Tests.Contracts;

public abstract partial class LedgerContract
{
    [Fact]
    public async Task Of_two_writers_changing_one_alert_exactly_one_wins_each_version()
    {
        var other = (await Rig.OpenAsync()).Ledger;
        await CommitAsync(Some.Alert("a1"));
        var wins = await Task.WhenAll(new[] { Ledger, other }.Select(ledger => Task.Run(async () =>
        {
            var won = 0;
            for (var version = 2; version <= 30; version++)
            {
                try
                {
                    await ledger.CommitAsync(new JudgeOutcome { Changed = [Some.Alert("a1", version)], Notices = [Some.Notice($"{version}", "a1")] }, default);
                    won++;
                }
                catch (InvalidOperationException)
                {
                    // The other one was first.
                }
            }

            return won;
        })));
        var last = (await Ledger.AlertAsync("a1", default))!.Version;
        Assert.Equal(last - 1, wins.Sum());
        Assert.Equal(wins.Sum(), (await other.NoticesAsync(null, 100, default)).Count);
    }

    [Fact]
    public async Task Of_two_writers_opening_the_same_trouble_one_is_refused()
    {
        var other = (await Rig.OpenAsync()).Ledger;
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
        {
            try
            {
                await (i % 2 == 0 ? Ledger : other).CommitAsync(new JudgeOutcome { Changed = [Some.Alert($"a{i}")] }, default);
                return true;
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        })));
        Assert.Single(answers, won => won);
        Assert.Single(await other.OpenAlertsAsync(default));
    }

    [Fact]
    public async Task Two_pumps_lease_every_notice_once()
    {
        await AddAsync([.. Enumerable.Range(0, 60).Select(i => Some.Notice($"{i}", $"a{i}"))]);
        var other = (await Rig.OpenAsync()).Ledger;
        var leased = await Task.WhenAll(new[] { Ledger, other, Ledger, other }.Select(ledger => Task.Run(async () =>
        {
            var mine = new List<string>();
            while (await ledger.LeaseAsync("mail", Minute, Some.T0, default) is { } one)
            {
                mine.Add(one.Notice.Id);
                await ledger.SettleAsync(one, Delivered, Some.T0, null, default);
            }

            return mine;
        })));
        Assert.Equal(60, leased.Sum(l => l.Count));
        Assert.Equal(60, leased.SelectMany(l => l).Distinct().Count());
    }

    [Fact]
    public async Task After_a_kill_every_commit_is_there_whole_and_the_version_goes_on()
    {
        for (var version = 1; version <= 4; version++)
        {
            await Ledger.CommitAsync(new JudgeOutcome
            {
                Changed = [Some.Alert("a1", version)],
                Decisions = [Decision("a1", version)],
                Notices = [Some.Notice($"n{version}")],
            }, default);
            await Ledger.AuditAsync(new AuditEntry(Some.T0, "值班", "look", "a1", null), default);
            await Ledger.SetSettingAsync("k", version.ToString(CultureInfo.InvariantCulture), default);
            await DieAsync();
            Assert.Equal(version, Assert.Single(await Ledger.OpenAlertsAsync(default)).Version);
            Assert.Equal(version, (await Ledger.DecisionsAsync("a1", 100, default)).Count);
            Assert.Equal(version, (await Ledger.NoticesAsync("a1", 100, default)).Count);
            Assert.Equal(version, (await Ledger.AuditTrailAsync(100, default)).Count);
            Assert.Equal($"{version}", await Ledger.SettingAsync("k", default));
        }
    }

    [Fact]
    public async Task A_notice_leased_before_a_kill_comes_again_after_its_lease_and_before_its_successor()
    {
        await AddAsync(Some.Notice("opened"), Some.Notice("resolved"));
        await LeaseAsync();
        await DieAsync();
        Assert.Empty(await LeaseAsync());
        var again = Assert.Single(await LeaseAsync(2));
        Assert.Equal("opened", again.Notice.Id);
        await Ledger.SettleAsync(again, Delivered, Some.T0, null, default);
        await DieAsync();
        Assert.Equal("resolved", Assert.Single(await LeaseAsync(2)).Notice.Id);
    }

    private async Task DieAsync()
    {
        await Rig.KillAsync();
        Ledger = (await Rig.OpenAsync()).Ledger;
    }
}
