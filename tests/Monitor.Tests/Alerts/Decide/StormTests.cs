using Monitor.Core.Alerts;
using Monitor.Core.Signals;
using Xunit;
using static Monitor.Tests.Alerts.Decide.Book;

namespace Monitor.Tests.Alerts.Decide;

/// <summary>uptime-kuma #1089, #1137: fifty messages for one cause. nightingale #369, PrometheusAlert #369: robots drop what comes too fast.</summary>
public sealed class StormTests
{
    private static readonly string[] Kinds = ["outage", "burst", "rumour-story", "certificate", "new-offer"];

    [Fact]
    public void Ten_thousand_signals_become_fewer_than_thirty_notices_and_none_is_lost_in_the_record()
    {
        var book = new Book(null, Channel("robot"));
        for (var tick = 0; tick < 40; tick++) book.Tick(tick * 30, [.. Enumerable.Range(tick * 250, 250).Select(i => Of(i, SignalState.Firing))]);
        book.Tick(1500, [.. Enumerable.Range(0, 10_000).Select(i => Of(i, SignalState.Clear))]);
        for (var tick = 0; tick < 40; tick++) book.Tick(1500 + (tick * 60));

        Assert.InRange(book.Sent.Count, 1, 29);
        Assert.Equal(10_000, book.Alerts.Count);
        Assert.Empty(book.Held);
        Assert.Equal(10_000, book.Decisions.Where(d => d.Reason == DecisionReason.Opened).Select(d => d.AlertId).Distinct().Count());
        Assert.Equal(10_000, book.Decisions.Where(d => d.Reason == DecisionReason.Resolved).Select(d => d.AlertId).Distinct().Count());
        var told = book.Decisions.Where(d => d.Notified).Select(d => d.AlertId).ToHashSet();
        Assert.All(book.Alerts.Keys, id => Assert.Contains(id, told));
        Assert.All(book.Sent.Where(n => n.Kind == NoticeKind.Summary), n => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(n.Text), 1, 20_000));
    }

    [Fact]
    public void The_list_names_what_it_holds_and_comes_after_its_time_of_gathering()
    {
        var book = new Book(null, Channel("robot"));
        book.Tick(0, [.. Enumerable.Range(0, 9).Select(i => Of(i * Kinds.Length, SignalState.Firing))]);
        Assert.Equal(4, book.Sent.Count);
        book.Tick(59);
        Assert.Equal(4, book.Sent.Count);
        book.Tick(60);
        Assert.Contains("共 5 项", book.Sent[^1].Text);
    }

    [Fact]
    public void An_end_never_overtakes_a_beginning_that_still_waits()
    {
        var book = new Book(null, Channel("robot"));
        book.Tick(0, [.. Enumerable.Range(0, 9).Select(i => Of(i * Kinds.Length, SignalState.Firing))]);
        var held = book.Held[0].AlertId;
        book.Tick(30, [Of(int.Parse(book.Alerts[held].Subject[1..], System.Globalization.CultureInfo.InvariantCulture), SignalState.Clear)]);
        Assert.DoesNotContain(book.Sent, n => n.AlertId == held);
    }

    /// <summary>uptime-kuma #3285: a cap, and not silence.</summary>
    [Fact]
    public void Past_the_daily_cap_one_summary_an_hour_tells_the_rest_and_orange_still_passes()
    {
        var book = new Book(null, Channel("robot") with { DailyCap = 5 });
        for (var i = 0; i < 30; i++)
        {
            book.Tick(i * 600, Of(i * Kinds.Length, SignalState.Firing));
            book.Tick((i * 600) + 300);
        }

        Assert.Equal(5, book.Sent.Count(n => n.Kind == NoticeKind.Opened));
        Assert.InRange(book.Sent.Count(n => n.Kind == NoticeKind.Summary), 4, 5);
        Assert.Contains(book.Decisions, d => d.Text.Contains("上限", StringComparison.Ordinal));
        book.Tick(30 * 600, Of(7, SignalState.Firing) with { Level = WarningLevel.Orange });
        Assert.Equal(WarningLevel.Orange, book.Sent[^1].Level);
    }

    private static Signal Of(int i, SignalState state) => Signal(state, WarningLevel.Yellow, "s" + i) with { Kind = Kinds[i % Kinds.Length] };
}
