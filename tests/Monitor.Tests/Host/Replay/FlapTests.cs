using Monitor.Bench.Flaps;
using Monitor.Core.Alerts;
using Xunit;

namespace Monitor.Tests.Host.Replay;

/// <summary>Eighteen virtual hours of the whole service; the bench plays more of them.</summary>
public sealed class FlapTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public async Task Single_failures_and_gaps_raise_nothing_an_outage_is_told_after_its_confirmations_and_flapping_once(int confirm)
    {
        var report = await FlapPlay.PlayAsync(noisy: 4, TimeSpan.FromHours(9), confirm, single: true, TestContext.Current.CancellationToken);
        Assert.True(report.Singles > 20, $"only {report.Singles} single failures were played");
        Assert.Empty(report.False);
        Assert.Equal(confirm, report.OpenedAfter[FlapPlay.Outage]);
        Assert.Equal([NoticeKind.Opened, NoticeKind.Resolved], report.Told(FlapPlay.Outage).Where(k => k != NoticeKind.Reminder));
        Assert.Empty(report.Told(FlapPlay.Outage, "budget-burn"));
        var told = report.Told(FlapPlay.Flapping);
        Assert.Equal((1, 1), (told.Count(k => k == NoticeKind.Flapping), told.Count(k => k == NoticeKind.Settled)));
        Assert.Equal(NoticeKind.Settled, told[^1]);
        Assert.Empty(report.Open);
    }
}
