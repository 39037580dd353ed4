using Microsoft.Extensions.Time.Testing;
using Monitor.Core.Security;
using Monitor.Host.Security;
using Monitor.Tests.Storage;
using Xunit;

namespace Monitor.Tests.Host.Security;

public sealed class UserDoorTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly TempDatabase _database = new();
    private readonly SignInGate _gate = new();
    private readonly UserDoor _door;

    public UserDoorTests() => _door = new UserDoor(_database.Ledger, _time, _gate);

    [Fact]
    public async Task A_new_user_signs_in_once_and_must_choose_a_password()
    {
        var password = await _door.CreateAsync("admin", Role.Admin, default);
        Assert.Equal(SignInOutcome.MustChangePassword, (await _door.SignInAsync("admin", password!, default)).Outcome);
        Assert.Null(await _door.ChangePasswordAsync("admin", password!, "river-and-7-hills", default));
        Assert.Equal(SignInOutcome.Ok, (await _door.SignInAsync("admin", "river-and-7-hills", default)).Outcome);
        Assert.Null(await _door.CreateAsync("admin", Role.Viewer, default));
    }

    [Fact]
    public async Task Five_wrong_tries_lock_even_the_right_password_out_for_fifteen_minutes()
    {
        var password = await _door.CreateAsync("admin", Role.Admin, default);
        for (var i = 0; i < 4; i++) Assert.Equal(SignInOutcome.WrongNameOrPassword, (await _door.SignInAsync("admin", "wrong", default)).Outcome);
        Assert.Equal(SignInOutcome.LockedOut, (await _door.SignInAsync("admin", "wrong", default)).Outcome);
        Assert.Equal(SignInOutcome.LockedOut, (await _door.SignInAsync("admin", password!, default)).Outcome);

        _time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(SignInOutcome.MustChangePassword, (await _door.SignInAsync("admin", password!, default)).Outcome);
        Assert.Contains(await TrailAsync(), e => e.Action == "signin.lockout");
    }

    [Fact]
    public async Task A_reset_lifts_the_lock()
    {
        await _door.CreateAsync("admin", Role.Admin, default);
        for (var i = 0; i < 5; i++) await _door.SignInAsync("admin", "wrong", default);
        var password = await _door.ResetAsync("admin", default);
        Assert.Equal(SignInOutcome.MustChangePassword, (await _door.SignInAsync("admin", password!, default)).Outcome);
    }

    [Fact]
    public async Task An_unknown_name_is_refused_and_never_written_down()
    {
        Assert.Equal(SignInOutcome.WrongNameOrPassword, (await _door.SignInAsync("hunter2", "x", default)).Outcome);
        Assert.DoesNotContain(await TrailAsync(), e => e.ToString().Contains("hunter2", StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync()
    {
        _gate.Dispose();
        return _database.DisposeAsync();
    }

    private Task<IReadOnlyList<AuditEntry>> TrailAsync() => _database.Ledger.AuditTrailAsync(100, default);
}
