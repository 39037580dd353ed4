using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Core.Weaknesses;
using Monitor.Host.Configuration;
using Monitor.Host.Live;
using Monitor.Host.Weaknesses;
using Monitor.Tests.Contracts;
using Xunit;
using static Monitor.Tests.Weaknesses.Looks;

namespace Monitor.Tests.Host.Weaknesses;

/// <summary>The register over a real store, fed as the probe loop feeds it.</summary>
public sealed class WeaknessRegisterTests : IAsyncDisposable
{
    private readonly SqliteRig _rig = new();
    private readonly FakeTimeProvider _time = new(Some.T0);
    private readonly Config _config = new();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task A_weakness_goes_from_found_to_mended_to_back_again()
    {
        var (register, ledger) = await OpenAsync();
        await NoteAsync(register, 0, ProbeState.Up, Expiring());
        await NoteAsync(register, 1, ProbeState.Down);
        await NoteAsync(register, 2, ProbeState.Up);
        Assert.Equal(1, Assert.Single(await register.UnmendedAsync(default)).Clean);
        await NoteAsync(register, 3, ProbeState.Up);
        Assert.Empty(await register.UnmendedAsync(default));
        await NoteAsync(register, 4, ProbeState.Up, Expiring(), new Finding("tls.name", FindingSeverity.High, "不符"));
        Assert.Equal([("W-2026-0001", WeaknessState.Reopened, 1), ("W-2026-0002", WeaknessState.Open, 0)],
            (await ledger.WeaknessesOfAsync("filing", default)).OrderBy(w => w.Id).Select(w => (w.Id, w.State, w.Reopenings)));
    }

    [Fact]
    public async Task Checks_without_weaknesses_and_checks_that_show_what_is_known_write_nothing()
    {
        var (register, ledger) = await OpenAsync();
        for (var i = 0; i < 50; i++) await NoteAsync(register, i, ProbeState.Up, new Finding("tls.protocol", FindingSeverity.Info, "Tls13"), new Finding("http.latency", FindingSeverity.Medium, "慢"));
        Assert.Empty(await ledger.WeaknessesAsync(Some.T0, 10, default));
        for (var i = 0; i < 50; i++) await NoteAsync(register, 100 + (i / 1000.0), ProbeState.Up, Expiring());
        Assert.Equal(1, Assert.Single(await ledger.WeaknessesOfAsync("filing", default)).Version);
    }

    [Fact]
    public async Task Two_processes_that_see_the_same_make_one_row_and_count_each_look_once()
    {
        var (one, ledger) = await OpenAsync();
        var (two, _) = await OpenAsync();
        var findings = Enumerable.Range(0, 5).Select(i => new Finding("exposure.file", FindingSeverity.High, "m") { Subject = $"/{i}" }).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => NoteAsync(i % 2 == 0 ? one : two, 0, ProbeState.Degraded, findings))));
        Assert.Equal(5, (await ledger.WeaknessesOfAsync("filing", default)).Count);
        await Task.WhenAll(NoteAsync(one, 1, ProbeState.Up), NoteAsync(two, 1, ProbeState.Up));
        Assert.All(await ledger.WeaknessesOfAsync("filing", default), w => Assert.Equal((1, WeaknessState.Open), (w.Clean, w.State)));
        // What the other one wrote is seen at the latest when it has been read anew.
        _time.Advance(TimeSpan.FromMinutes(1));
        await NoteAsync(two, 2, ProbeState.Up);
        Assert.All(await ledger.WeaknessesOfAsync("filing", default), w => Assert.Equal(WeaknessState.Fixed, w.State));
    }

    [Fact]
    public async Task A_person_s_word_and_a_look_at_the_same_time_both_hold()
    {
        var (register, ledger) = await OpenAsync();
        await NoteAsync(register, 0, ProbeState.Up, Expiring());
        var desk = new WeaknessDesk(_config, ledger, register, new ChangeBus(), _time);
        await Task.WhenAll(
            Task.Run(async () => { for (var i = 0; i < 30; i++) Assert.Null(await desk.AssignAsync("W-2026-0001", "人" + i, "值班", default)); }),
            Task.Run(async () => { for (var i = 1; i <= 30; i++) await NoteAsync(register, i, ProbeState.Up, Expiring() with { Message = "剩 " + i }); }));
        var w = Assert.Single(await ledger.WeaknessesOfAsync("filing", default));
        Assert.Equal(("人29", "剩 30", 61), (w.Owner, w.Message, w.Version));
    }

    [Fact]
    public async Task A_target_that_config_no_longer_has_and_a_store_that_fails_leave_the_loop_alone()
    {
        var (register, ledger) = await OpenAsync();
        await register.NoteAsync(Check(0, ProbeState.Up, Expiring()) with { TargetId = "gone" }, default);
        Assert.Empty(await ledger.WeaknessesAsync(Some.T0, 10, default));
        var closed = new SqliteRig();
        register = new WeaknessRegister(_config, (await closed.OpenAsync()).Ledger, new ChangeBus(), _time, NullLogger<WeaknessRegister>.Instance);
        await closed.DisposeAsync();
        await register.NoteAsync(Check(1, ProbeState.Up, Expiring()), default);
    }

    private async Task<(WeaknessRegister, ILedger)> OpenAsync()
    {
        var ledger = (await _rig.OpenAsync()).Ledger;
        return (new WeaknessRegister(_config, ledger, new ChangeBus(), _time, NullLogger<WeaknessRegister>.Instance), ledger);
    }

    private static Task NoteAsync(WeaknessRegister register, double hours, ProbeState state, params Finding[] findings) => register.NoteAsync(Check(hours, state, findings), default);

    private sealed class Config : ICurrentConfig
    {
        public MonitorConfig Current { get; } = new() { Targets = [new TargetDefinition { Id = "filing", Name = "志愿填报系统", Kind = "tls" }] };
    }
}
