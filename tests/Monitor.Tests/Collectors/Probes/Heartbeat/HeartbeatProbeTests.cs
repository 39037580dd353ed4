using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Monitor.Collectors.Probes;
using Monitor.Collectors.Probes.Heartbeat;
using Monitor.Core.Probes;
using Monitor.Core.Security;
using Xunit;

namespace Monitor.Tests.Collectors.Probes.Heartbeat;

public sealed class HeartbeatProbeTests
{
    private static readonly TargetDefinition Target = new() { Id = "backup", Name = "备份" };
    private static readonly HeartbeatProbeOptions Hourly = new() { TokenSha256 = new string('0', 64), Every = TimeSpan.FromHours(1), Grace = TimeSpan.FromMinutes(5) };
    private static readonly HeartbeatProbeOptions Timed = Hourly with { Longest = TimeSpan.FromMinutes(20) };

    private readonly ForgetfulMemory _memory = new();
    private readonly FakeTimeProvider _time = new(At("2026-06-07T08:00:00+08:00"));

    [Fact]
    public async Task Nothing_is_known_until_the_first_report_and_from_then_on_silence_counts()
    {
        _time.Advance(TimeSpan.FromDays(3));
        Assert.Equal(ProbeState.Unknown, (await ProbeAsync(Hourly)).State);
        await ReportAsync(BeatStatus.Ok);
        await AssertAsync(Hourly, 65, ProbeState.Up, null);
        await AssertAsync(Hourly, 0.02, ProbeState.Down, "已 1 小时 5 分未报到（应每 1 小时）", HeartbeatProbe.Late);
        await AssertAsync(Hourly, 127, ProbeState.Down, "已 3 小时 12 分未报到（应每 1 小时）", HeartbeatProbe.Late);
        await ReportAsync(BeatStatus.Ok);
        await AssertAsync(Hourly, 0, ProbeState.Up, null);
    }

    [Fact]
    public async Task A_failure_counts_at_once_and_until_the_next_success()
    {
        await ReportAsync(BeatStatus.Ok);
        await ReportAsync(BeatStatus.Fail, "磁盘已满");
        await AssertAsync(Timed, 0, ProbeState.Down, "任务报告失败：磁盘已满", HeartbeatProbe.Failed);
        _time.Advance(TimeSpan.FromMinutes(1));
        await ReportAsync(BeatStatus.Start);
        await AssertAsync(Timed, 1, ProbeState.Down, "任务报告失败：磁盘已满", HeartbeatProbe.Failed);
        await ReportAsync(BeatStatus.Ok);
        await AssertAsync(Timed, 0, ProbeState.Up, null);
    }

    [Fact]
    public async Task Started_and_not_finished_in_time_is_degraded_and_missing_the_next_run_too_is_down()
    {
        await ReportAsync(BeatStatus.Ok);
        _time.Advance(TimeSpan.FromMinutes(59));
        await ReportAsync(BeatStatus.Start);
        // Past the hour and its grace, but at work and within its time.
        await AssertAsync(Timed, 20, ProbeState.Up, "任务运行中，已 20 分");
        await AssertAsync(Timed, 1, ProbeState.Degraded, "任务已开始 21 分仍未完成（应在 20 分内）", HeartbeatProbe.Long);
        await AssertAsync(Timed, 45, ProbeState.Down, "已 2 小时 5 分未报到（应每 1 小时）", HeartbeatProbe.Late);
    }

    [Fact]
    public async Task A_job_that_only_ever_starts_is_found_out_by_its_first_start()
    {
        await ReportAsync(BeatStatus.Start);
        await AssertAsync(Timed, 10, ProbeState.Unknown, "任务首次运行中，尚未报告完成");
        for (var i = 0; i < 8; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(10));
            await ReportAsync(BeatStatus.Start);
        }

        await AssertAsync(Timed, 0, ProbeState.Down, "已 1 小时 30 分未完成（应每 1 小时）", HeartbeatProbe.Late);
    }

    [Fact]
    public async Task A_report_told_twice_is_one_and_what_is_kept_outlives_the_probe()
    {
        await ReportAsync(BeatStatus.Start);
        _time.Advance(TimeSpan.FromMinutes(3));
        await ReportAsync(BeatStatus.Start);
        await ReportAsync(BeatStatus.Ok);
        await ReportAsync(BeatStatus.Ok);
        await AssertAsync(Timed, 66, ProbeState.Down, "已 1 小时 6 分未报到（应每 1 小时）", HeartbeatProbe.Late);
        // Broken notes are forgotten, not fatal.
        await _memory.WriteAsync("backup", "beat", "{", default);
        await _memory.WriteAsync("backup", "start", "[]", default);
        Assert.Equal(ProbeState.Unknown, (await ProbeAsync(Timed)).State);
    }

    // Berlin leaves out 02:00-03:00 on 29 March 2026 and has it twice on 25 October.
    [Theory]
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-03-28T02:31:00+01:00", "2026-03-29T03:00:00+02:00")]
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-10-24T02:31:00+02:00", "2026-10-25T02:30:00+02:00")]
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-10-25T02:31:00+02:00", "2026-10-26T02:30:00+01:00")]
    [InlineData("0 2 * * *", "Asia/Shanghai", "2026-06-07T02:10:00+08:00", "2026-06-08T02:00:00+08:00")]
    [InlineData("0 2 * * *", "Asia/Shanghai", "2026-06-06T18:10:00+00:00", "2026-06-08T02:00:00+08:00")]
    [InlineData("0 2 * * *", "America/New_York", "2026-06-07T02:10:00-04:00", "2026-06-08T02:00:00-04:00")]
    [InlineData("*/15 8-18 * * MON-FRI", "Asia/Shanghai", "2026-06-05T18:45:02+08:00", "2026-06-08T08:00:00+08:00")]
    // A clock a little fast: the report is the one of its time, not one of before.
    [InlineData("0 2 * * *", "Asia/Shanghai", "2026-06-07T01:59:40+08:00", "2026-06-08T02:00:00+08:00")]
    public async Task Cron_is_read_on_the_zone_s_clock(string cron, string zone, string report, string due)
    {
        var options = Hourly with { Every = null, Cron = cron, Zone = zone, Grace = TimeSpan.FromMinutes(10) };
        Assert.Equal(At(due), new BeatSchedule(options).After(At(report)));
        await new BeatBook(_memory).NoteAsync("backup", new Beat(At(report), BeatStatus.Ok), default);
        Assert.Equal(ProbeState.Up, (await new HeartbeatProbe(Target, options, new FakeTimeProvider(At(due).AddMinutes(10)), _memory).ProbeAsync(default)).State);
        var late = await new HeartbeatProbe(Target, options, new FakeTimeProvider(At(due).AddMinutes(11)), _memory).ProbeAsync(default);
        Assert.Equal(ProbeState.Down, late.State);
        Assert.Contains($"（应于 {due[5..10]} {due[11..16]} {due[19..]}）", late.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "Asia/Shanghai", "a-token-of-twenty-four-chars", "one of every and cron")]
    [InlineData("01:00:00", "0 2 * * *", "Asia/Shanghai", "a-token-of-twenty-four-chars", "one of every and cron")]
    [InlineData("00:00:01", null, "Asia/Shanghai", "a-token-of-twenty-four-chars", "every")]
    [InlineData(null, "61 2 * * *", "Asia/Shanghai", "a-token-of-twenty-four-chars", "cron")]
    [InlineData(null, "0 2 * * *", "Mars/Olympus", "a-token-of-twenty-four-chars", "zone")]
    [InlineData("01:00:00", null, "Asia/Shanghai", "short", "token")]
    [InlineData("01:00:00", null, "Asia/Shanghai", null, "token")]
    [InlineData("01:00:00", null, "Asia/Shanghai", "a-token-of-twenty-four-chars", null)]
    public void Options_say_what_is_wrong_with_them(string? every, string? cron, string zone, string? token, string? fault)
    {
        var options = new HeartbeatProbeOptions
        {
            Every = every is null ? null : TimeSpan.Parse(every, CultureInfo.InvariantCulture),
            Cron = cron,
            Zone = zone,
            Token = token is null ? null : new Secret("env:T", token),
        };
        var faults = options.Validate(new ValidationContext(options)).Select(r => r.ErrorMessage!).ToList();
        if (fault is null) Assert.Empty(faults);
        else Assert.Contains(fault, Assert.Single(faults), StringComparison.Ordinal);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private async Task AssertAsync(HeartbeatProbeOptions options, double afterMinutes, ProbeState state, string? message, string? code = null)
    {
        _time.Advance(TimeSpan.FromMinutes(afterMinutes));
        var result = await ProbeAsync(options);
        Assert.Equal((state, message, code), (result.State, result.Message, result.Findings.SingleOrDefault()?.Code));
    }

    // A new one each time, as after a restart.
    private Task<ProbeResult> ProbeAsync(HeartbeatProbeOptions options) => new HeartbeatProbe(Target, options, _time, _memory).ProbeAsync(default);

    private Task ReportAsync(BeatStatus status, string? message = null) => new BeatBook(_memory).NoteAsync("backup", new Beat(_time.GetUtcNow(), status, message), default);
}
