using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using Monitor.Core.Security;
using Monitor.Host.Security;
using Monitor.Tests.Storage;
using Xunit;

namespace Monitor.Tests.Host.Security;

/// <summary>Against a real store.</summary>
public sealed class FactorDoorTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 6, 26, 2, 30, 10, TimeSpan.Zero));
    private readonly TempDatabase _database = new();
    private readonly SignInGate _gate = new();
    private readonly FactorSeal _seal = new(RandomNumberGenerator.GetBytes(32));
    private readonly byte[] _secret = Totp.NewSecret();

    private FactorDoor Door => Of(_seal);

    private string Code => Totp.Code(_secret, Totp.StepAt(_time.GetUtcNow()));

    [Fact]
    public async Task A_code_is_accepted_once_and_none_before_it_ever_again()
    {
        await EnrolAsync();
        Assert.Equal(FactorOutcome.Used, await CheckAsync(Code));
        _time.Advance(TimeSpan.FromSeconds(30));
        var (now, before) = (Code, Totp.Code(_secret, Totp.StepAt(_time.GetUtcNow()) - 1));
        Assert.Equal(FactorOutcome.Ok, await CheckAsync(now[..3] + " " + now[3..]));
        Assert.Equal(FactorOutcome.Used, await CheckAsync(now));
        Assert.Equal(FactorOutcome.Used, await CheckAsync(before));
    }

    [Fact]
    public async Task Of_many_with_the_same_code_at_once_one_comes_in_whichever_replica_they_ask()
    {
        await EnrolAsync();
        _time.Advance(TimeSpan.FromSeconds(30));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            using var own = new SignInGate();
            return (await new FactorDoor(_database.Ledger, _seal, own, _time, new SignInClock(_time)).CheckAsync("chen", Code, default)).Outcome;
        })));
        Assert.Single(outcomes, o => o == FactorOutcome.Ok);
    }

    [Fact]
    public async Task Every_recovery_code_works_once()
    {
        var codes = await EnrolAsync();
        Assert.Equal(FactorOutcome.Recovered, await CheckAsync(codes[3].ToUpperInvariant()));
        Assert.Equal(FactorOutcome.Wrong, await CheckAsync(codes[3]));
        Assert.Equal(FactorOutcome.Recovered, await CheckAsync(codes[0]));
        Assert.Equal(8, (await _database.Ledger.UserAsync("chen", default))!.Factor!.RecoveryHashes.Count);
    }

    [Fact]
    public async Task Wrong_codes_lock_and_the_right_password_does_not_wipe_their_count()
    {
        await EnrolAsync();
        var door = new UserDoor(_database.Ledger, _time, _gate);
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(FactorOutcome.Wrong, await CheckAsync("000000"));
            if (i == 2) Assert.Equal(SignInOutcome.Ok, (await door.SignInAsync("chen", "river-and-7-hills", default)).Outcome);
        }

        Assert.Equal(FactorOutcome.LockedOut, await CheckAsync("000000"));
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(FactorOutcome.LockedOut, await CheckAsync(Code));
        Assert.Equal(SignInOutcome.LockedOut, (await door.SignInAsync("chen", "river-and-7-hills", default)).Outcome);
        _time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(FactorOutcome.Ok, await CheckAsync(Code));
        Assert.Equal(0, (await _database.Ledger.UserAsync("chen", default))!.FailedSignIns);
    }

    [Fact]
    public async Task The_store_never_holds_the_secret_and_another_key_or_person_cannot_read_it()
    {
        await EnrolAsync();
        var kept = (await _database.Ledger.UserAsync("chen", default))!.Factor!;
        Assert.DoesNotContain(Convert.ToBase64String(_secret), kept.SealedSecret);
        Assert.DoesNotContain(Totp.Text(_secret), kept.SealedSecret);
        Assert.Equal(_secret, _seal.Open("CHEN", kept.SealedSecret));
        Assert.Null(_seal.Open("li", kept.SealedSecret));
        Assert.Null(new FactorSeal(RandomNumberGenerator.GetBytes(32)).Open("chen", kept.SealedSecret));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(FactorOutcome.Unreadable, (await Of(new FactorSeal(RandomNumberGenerator.GetBytes(32))).CheckAsync("chen", Code, default)).Outcome);
    }

    [Fact]
    public async Task A_wrong_code_sets_nothing_up_and_a_factor_is_not_replaced_without_being_taken_away()
    {
        await PersonAsync();
        Assert.Null(await Door.ConfirmAsync("chen", _secret, "000000", default));
        Assert.Null((await _database.Ledger.UserAsync("chen", default))!.Factor);
        Assert.NotNull(await Door.ConfirmAsync("chen", _secret, Code, default));
        var other = Totp.NewSecret();
        Assert.Null(await Door.ConfirmAsync("chen", other, Totp.Code(other, Totp.StepAt(_time.GetUtcNow())), default));
        Assert.True(await Door.RemoveAsync("admin", "chen", default));
        Assert.False(await Door.RemoveAsync("admin", "chen", default));
        Assert.Contains(await _database.Ledger.AuditTrailAsync(10, default), e => e is { Who: "admin", Action: "factor.remove", Subject: "chen" });
    }

    public ValueTask DisposeAsync()
    {
        _gate.Dispose();
        return _database.DisposeAsync();
    }

    private FactorDoor Of(FactorSeal seal) => new(_database.Ledger, seal, _gate, _time, new SignInClock(_time));

    private async Task<FactorOutcome> CheckAsync(string typed) => (await Door.CheckAsync("chen", typed, default)).Outcome;

    private Task PersonAsync() => _database.Ledger.SaveUserAsync(new User("chen", Role.Security, PasswordHash.Make("river-and-7-hills"), false, 0, null), default);

    private async Task<IReadOnlyList<string>> EnrolAsync()
    {
        await PersonAsync();
        return (await Door.ConfirmAsync("chen", _secret, Code, default))!;
    }
}
