using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Xunit;

namespace Monitor.Tests.Contracts;

/// <summary>What every ledger promises, whatever it is built on. A new store inherits this class and gives its rig.</summary>
public abstract partial class LedgerContract : IAsyncLifetime
{
    protected abstract IStoreRig Rig { get; }

    private ILedger Ledger { get; set; } = null!;

    public async ValueTask InitializeAsync() => Ledger = (await Rig.OpenAsync()).Ledger;

    public async ValueTask DisposeAsync()
    {
        await Rig.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_alert_is_open_until_it_is_resolved_and_comes_back_as_it_was_stored()
    {
        var opened = Some.Alert("a1") with { Evidence = ["p1", "p2"], LevelIssued = true };
        await CommitAsync(opened);
        Assert.Equivalent(opened, await Ledger.AlertAsync("a1", default), strict: true);
        var taken = opened with { State = AlertState.Acknowledged, AcknowledgedBy = "值班", AcknowledgedAt = Some.T0.AddMinutes(2), Version = 2 };
        await CommitAsync(taken);
        Assert.Equivalent(taken, Assert.Single(await Ledger.OpenAlertsAsync(default)), strict: true);
        await CommitAsync(taken with { State = AlertState.Flapping, Version = 3 });
        Assert.Single(await Ledger.OpenAlertsAsync(default));
        await CommitAsync(taken with { State = AlertState.Resolved, ResolvedAt = Some.T0.AddHours(1), Version = 4 });
        Assert.Empty(await Ledger.OpenAlertsAsync(default));
        Assert.Equal(Some.T0.AddHours(1), (await Ledger.AlertAsync("a1", default))!.ResolvedAt);
        Assert.Null(await Ledger.AlertAsync("a2", default));
    }

    [Fact]
    public async Task Alerts_of_a_time_come_newest_first_with_those_still_open()
    {
        await CommitAsync([.. Enumerable.Range(0, 4).Select(i => Some.Alert($"a{i}", fingerprint: $"f:{i}") with
        {
            OpenedAt = Some.T0.AddHours(i * 3 % 4), State = i == 0 ? AlertState.Firing : AlertState.Resolved,
        })]);
        Assert.Equal(["a1", "a2", "a0"], (await Ledger.AlertsAsync(Some.T0.AddHours(2), 100, default)).Select(a => a.Id));
        Assert.Equal(["a1"], (await Ledger.AlertsAsync(Some.T0, 1, default)).Select(a => a.Id));
    }

    [Fact]
    public async Task What_a_person_did_is_stored_with_what_follows_from_it()
    {
        await CommitAsync(Some.Alert("a1"));
        await Ledger.CommitAsync(new JudgeOutcome { Changed = [Some.Alert("a1", 2)], Acts = [new AuditEntry(Some.T0, "wang", "acknowledge", "a1", "why")] }, default);
        Assert.Equal(("wang", "acknowledge", "why"), Assert.Single((await Ledger.AuditOfAsync("a1", 10, default)).Select(a => (a.Who, a.Action, a.Detail))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(0)]
    public async Task A_version_that_does_not_follow_is_refused_and_nothing_of_its_commit_stays(int version)
    {
        await CommitAsync(Some.Alert("a1"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Ledger.CommitAsync(new JudgeOutcome
        {
            Changed = [Some.Alert("b1", fingerprint: "f:b"), Some.Alert("a1", version)],
            Acts = [new AuditEntry(Some.T0, "wang", "acknowledge", "a1", null)],
            Decisions = [Decision("a1", 0)],
            Notices = [Some.Notice("n1")],
        }, default));
        await OnlyTheFirstAsync();
    }

    [Fact]
    public async Task A_second_open_alert_of_a_fingerprint_is_refused_and_nothing_of_its_commit_stays()
    {
        await CommitAsync(Some.Alert("a1"));
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => Ledger.CommitAsync(new JudgeOutcome
        {
            Changed = [Some.Alert("b1", fingerprint: "f:b"), Some.Alert("a2")],
            Decisions = [Decision("a2", 0)],
            Notices = [Some.Notice("n1")],
        }, default));
        Assert.Contains("outage:x", refusal.Message, StringComparison.Ordinal);
        await OnlyTheFirstAsync();
    }

    [Fact]
    public async Task A_fingerprint_may_have_any_number_of_resolved_alerts()
    {
        for (var i = 0; i < 3; i++)
        {
            await CommitAsync(Some.Alert($"a{i}"));
            await CommitAsync(Some.Alert($"a{i}", 2) with { State = AlertState.Resolved });
        }

        Assert.Equal(3, (await Ledger.AlertsAsync(Some.T0, 100, default)).Count);
    }

    [Fact]
    public async Task A_cancelled_commit_stores_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Ledger.CommitAsync(new JudgeOutcome { Changed = [Some.Alert("a1")] }, new CancellationToken(canceled: true)));
        Assert.Empty(await Ledger.OpenAlertsAsync(default));
    }

    [Fact]
    public async Task Decisions_come_newest_first_of_one_alert_or_of_all()
    {
        await Ledger.CommitAsync(new JudgeOutcome { Decisions = [Decision("a", 0), Decision("b", 1), Decision(null, 2), Decision("a", 3)] }, default);
        Assert.Equal([Decision("a", 3), Decision("a", 0)], await Ledger.DecisionsAsync("a", 100, default));
        Assert.Equal(["3", "2", "1"], (await Ledger.DecisionsAsync(null, 3, default)).Select(d => d.Text));
    }

    [Fact]
    public async Task A_user_is_saved_changed_and_found_whatever_the_case_of_the_name()
    {
        var user = new User("admin", Role.Admin, "hash1", true, 0, null);
        await Ledger.SaveUserAsync(user, default);
        await Ledger.SaveUserAsync(new User("b", Role.Viewer, "hash2", false, 0, null), default);
        var locked = user with { PasswordHash = "hash3", MustChangePassword = false, FailedSignIns = 5, LockedUntil = Some.T0, Role = Role.DutyOfficer };
        await Ledger.SaveUserAsync(locked, default);
        Assert.Equal(locked, await Ledger.UserAsync("admin", default));
        Assert.Equal(locked, await Ledger.UserAsync("ADMIN", default));
        Assert.Null(await Ledger.UserAsync("c", default));
        Assert.Equal(["admin", "b"], (await Ledger.UsersAsync(default)).Select(u => u.Name));
    }

    [Fact]
    public async Task A_second_factor_is_kept_beside_its_user_and_each_of_its_codes_is_spent_once()
    {
        var user = new User("chen", Role.Security, "hash", false, 0, null) { Epoch = 3, Disabled = true, Identity = new OpenIdentity("https://login.example.cn", "u-1") };
        await Ledger.SaveUserAsync(user, default);
        Assert.Equal(user, await Ledger.UserAsync("chen", default));
        Assert.False(await Ledger.SpendStepAsync("chen", 1, default));
        await Ledger.SaveFactorAsync("CHEN", new SecondFactor("sealed", 100, ["aa", "bb", "cc"]), default);
        // Saving the user, as counting a wrong password does, leaves the factor alone.
        await Ledger.SaveUserAsync(user with { FailedSignIns = 1 }, default);
        Assert.False(await Ledger.SpendStepAsync("chen", 100, default));
        var won = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Ledger.SpendStepAsync("Chen", 101, default))));
        Assert.Single(won, w => w);
        Assert.False(await Ledger.SpendRecoveryAsync("chen", "dd", default));
        Assert.Single(await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Ledger.SpendRecoveryAsync("chen", "bb", default)))), w => w);
        var kept = (await Ledger.UsersAsync(default)).Single().Factor!;
        Assert.Equal(("sealed", 101L), (kept.SealedSecret, kept.LastStep));
        Assert.Equal(["aa", "cc"], kept.RecoveryHashes);
        await Ledger.SaveFactorAsync("chen", null, default);
        Assert.Null((await Ledger.UserAsync("chen", default))!.Factor);
    }

    [Fact]
    public async Task The_audit_trail_grows_and_comes_newest_first()
    {
        var entries = Enumerable.Range(0, 5).Select(i => new AuditEntry(Some.T0.AddMinutes(i), "值班", "acknowledge", $"a{i}", i % 2 == 0 ? null : "细节")).ToList();
        foreach (var entry in entries) await Ledger.AuditAsync(entry, default);
        Assert.Equal(entries.AsEnumerable().Reverse().Take(3), await Ledger.AuditTrailAsync(3, default));
    }

    [Fact]
    public async Task A_setting_is_its_last_value()
    {
        Assert.Null(await Ledger.SettingAsync("k", default));
        await Ledger.SetSettingAsync("k", "1", default);
        await Ledger.SetSettingAsync("k", "二", default);
        Assert.Equal("二", await Ledger.SettingAsync("k", default));
    }

    private static Decision Decision(string? alert, int minute) =>
        new("f:x", alert, Some.T0.AddMinutes(minute), DecisionReason.StillFiring, $"{minute}", Notified: false);

    private Task CommitAsync(params Alert[] alerts) => Ledger.CommitAsync(new JudgeOutcome { Changed = alerts }, default);

    private async Task OnlyTheFirstAsync()
    {
        Assert.Equal(("a1", 1), Assert.Single((await Ledger.OpenAlertsAsync(default)).Select(a => (a.Id, a.Version))));
        Assert.Empty(await Ledger.DecisionsAsync(null, 10, default));
        Assert.Empty(await Ledger.NoticesAsync(null, 10, default));
        Assert.Empty(await Ledger.AuditTrailAsync(10, default));
    }
}
