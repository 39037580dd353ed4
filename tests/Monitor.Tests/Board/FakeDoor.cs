using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Monitor.Core.Signals;
using Monitor.Host.Configuration;
using Monitor.Host.Security;

namespace Monitor.Tests.Board;

/// <summary>The password of every user is its stored hash; enough to walk through the door.</summary>
internal sealed class FakeDoor(FakeLedger ledger) : IUserDoor
{
    public async Task<SignInResult> SignInAsync(string name, string password, CancellationToken ct)
    {
        var user = await ledger.UserAsync(name, ct);
        if (user is null || user.PasswordHash != password) return new(SignInOutcome.WrongNameOrPassword, null);
        if (user.LockedUntil is not null) return new(SignInOutcome.LockedOut, null);
        return new(user.MustChangePassword ? SignInOutcome.MustChangePassword : SignInOutcome.Ok, user);
    }

    public async Task<string?> ChangePasswordAsync(string name, string oldPassword, string newPassword, CancellationToken ct)
    {
        var user = await ledger.UserAsync(name, ct);
        if (user is null || user.PasswordHash != oldPassword) return "当前密码不正确。";
        if (newPassword.Length < 12) return "新密码至少 12 个字符。";

        await ledger.SaveUserAsync(user with { PasswordHash = newPassword, MustChangePassword = false }, ct);
        return null;
    }

    public Task<string?> CreateAsync(string name, Role role, CancellationToken ct) => Task.FromResult<string?>(null);
}

internal sealed class FakeBook : IAlertBook
{
    public JudgeOutcome Decide(IReadOnlyList<Alert> open, IReadOnlyList<Signal> signals, Standing standing, DateTimeOffset now) => new();

    public JudgeOutcome Issue(Alert alert, string who, DateTimeOffset now) => new()
    {
        Changed = [alert with { LevelIssued = true, IssuedBy = who, Version = alert.Version + 1 }],
        Decisions = [new Decision(alert.Fingerprint, alert.Id, now, DecisionReason.Issued, who + " 签发", true)],
    };

    public JudgeOutcome Acknowledge(Alert alert, string who, DateTimeOffset now) => new()
    {
        Changed = [alert with { State = AlertState.Acknowledged, AcknowledgedBy = who, AcknowledgedAt = now, Version = alert.Version + 1 }],
        Decisions = [new Decision(alert.Fingerprint, alert.Id, now, DecisionReason.Acknowledged, who + " 已受理", false)],
    };
}

internal sealed class FixedConfig(MonitorConfig config) : ICurrentConfig
{
    public MonitorConfig Current => config;
}
