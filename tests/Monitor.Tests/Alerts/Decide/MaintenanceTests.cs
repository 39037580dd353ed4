using Monitor.Alerts.Decide;
using Monitor.Core.Alerts;
using Monitor.Core.Probes;
using Monitor.Core.Season;
using Monitor.Core.Signals;
using Xunit;
using static Monitor.Tests.Alerts.Decide.Book;

namespace Monitor.Tests.Alerts.Decide;

public sealed class MaintenanceTests
{
    [Fact]
    public void In_maintenance_nothing_is_told_and_what_still_fires_afterwards_is()
    {
        var book = With(new MaintenanceWindow { Reason = "扩容", Begins = Start, Ends = Start.AddMinutes(10) });
        book.Tick(0, Signal(SignalState.Firing, WarningLevel.Orange));
        Assert.Empty(book.Sent);
        Assert.Contains("扩容", book.Decisions[0].Text);
        book.Tick(599, Signal(SignalState.Firing, WarningLevel.Orange));
        Assert.Empty(book.Sent);
        book.Tick(600, Signal(SignalState.Firing, WarningLevel.Orange));
        Assert.Single(book.Sent);
    }

    [Fact]
    public void Another_target_is_told_as_ever()
    {
        var book = With(new MaintenanceWindow { Reason = "扩容", Begins = Start, Ends = Start.AddMinutes(10) });
        book.Tick(0, Signal(SignalState.Firing, subject: "mail-gateway"));
        Assert.Single(book.Sent);
    }

    /// <summary>gatus #1274, #1815, #1551: windows kept in the wrong zone, or lost where a clock changes.</summary>
    [Theory]
    [InlineData("Asia/Shanghai", "2026-06-25T17:59:00Z", false)]
    [InlineData("Asia/Shanghai", "2026-06-25T18:00:00Z", true)]
    [InlineData("Asia/Shanghai", "2026-06-25T19:59:59Z", true)]
    [InlineData("Asia/Shanghai", "2026-06-25T20:00:00Z", false)]
    [InlineData("UTC", "2026-06-25T18:00:00Z", false)]
    [InlineData("UTC", "2026-06-25T02:00:00Z", true)]
    [InlineData("Europe/Berlin", "2026-03-29T01:30:00Z", true)]
    [InlineData("Europe/Berlin", "2026-03-29T00:30:00Z", false)]
    public void A_daily_window_follows_the_wall_clock_of_its_zone(string zone, string at, bool within) =>
        Assert.Equal(within, new DailyWindow { From = new(2, 0), Until = new(4, 0), Zone = zone }.Contains(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>TrendRadar #509: a window could not cross midnight. 2026-06-27 is a Saturday.</summary>
    [Theory]
    [InlineData("2026-06-27T21:59:00+08:00", false)]
    [InlineData("2026-06-27T22:00:00+08:00", true)]
    [InlineData("2026-06-28T06:59:00+08:00", true)]
    [InlineData("2026-06-28T07:00:00+08:00", false)]
    [InlineData("2026-06-28T22:00:00+08:00", false)]
    [InlineData("2026-06-27T06:59:00+08:00", false)]
    public void A_night_belongs_to_the_day_it_began_on(string at, bool within) =>
        Assert.Equal(within, new DailyWindow { From = new(22, 0), Until = new(7, 0), Days = [DayOfWeek.Saturday] }.Contains(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));

    private static Book With(MaintenanceWindow window) => new(
        new AlertBookOptions { Targets = new Dictionary<string, TargetPlan> { ["portal"] = new("门户", null, [], [window]) } }, Channel("mail"));
}
