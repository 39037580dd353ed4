using System.Globalization;
using Monitor.Core.Alerts;
using Monitor.EndToEnd.Support.Doomed;

namespace Monitor.EndToEnd;

/// <summary>
/// kill -9, two hundred times, with receivers that fail, hang, say no with status 200, limit the rate, and drop the connection after taking the
/// message: nothing is lost, and a message comes twice only where a kill or a drop fell between its arrival and the record of its answer.
/// </summary>
public sealed class KillLoopTests
{
    private const int Houses = 2;
    private static readonly NoticeKind[] Ends = [NoticeKind.Resolved, NoticeKind.Settled];

    // Set MONITOR_KILLS for a longer run, MONITOR_SEED for another one.
    private static readonly int Kills = Setting("MONITOR_KILLS", 200);
    private static readonly int Seed = Setting("MONITOR_SEED", 20260624);

    [Fact]
    public async Task Two_hundred_kills_lose_nothing_and_repeat_no_more_than_they_must()
    {
        var ct = TestContext.Current.CancellationToken;
        var began = TimeProvider.System.GetTimestamp();
        var killed = await Task.WhenAll(Enumerable.Range(0, Houses).Select(i => LiveAndDieAsync(Seed + (1000 * i), Kills / Houses, ct)));
        Say(string.Create(CultureInfo.InvariantCulture, $"seed {Seed}: {killed.Sum()} kills in {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0} s"));
        Assert.Equal(Kills, killed.Sum());
    }

    private static async Task<int> LiveAndDieAsync(int seed, int kills, CancellationToken ct)
    {
        await using var house = await DoomedHouse.BuildAsync(seed);
        while (house.Kills < kills) await house.LiveAsync(ct);
        await house.SettleAsync(ct);
        var books = await DoomedBooks.OpenAsync(house, ct);
        var owed = books.OwedToKills;
        Say($"house {seed}: {house.Kills} kills ({house.KillsAtStart} during start), {books.Alerts.Count} alerts, {books.Notices.Count} notices, {books.Repeats} repeats of which {owed.Count} owed to kills "
            + $"({string.Join(", ", owed.CountBy(t => t.Channel).Select(c => $"{c.Key} {c.Value}"))}), {books.Dropped} answers dropped; receiver {string.Join(", ", house.Receiver.Behaved.Select(b => $"{b.Key} {b.Value}"))}; trail {books.Trail.Entries}");
        Check(books, house.Kills);
        return house.Kills;
    }

    private static void Check(DoomedBooks books, int kills)
    {
        Assert.Equal("ok", books.Integrity);
        Assert.Null(books.Trail.Broken);
        Assert.InRange(books.Alerts.Count, kills / 4, int.MaxValue);

        Assert.All(books.Alerts, a => CheckAlert(books, a));
        Assert.InRange(books.Notices.Count, books.Alerts.Count * 3, int.MaxValue);
        Assert.All(books.Notices, n => Assert.Equal(NoticeStatus.Delivered, n.Status));
        Assert.Empty(books.Lost);
        Assert.Empty(books.FromNowhere);
        Assert.Empty(books.EndsBeforeBeginnings);

        // A channel has one message in flight, so a kill can make it say at most that one again.
        var owed = books.OwedToKills;
        // (Letters are noted a moment after they came, perhaps in the next life.)
        Assert.All(owed.Where(t => t.Channel != "mail").CountBy(t => (t.Channel, t.Life)), life => Assert.Equal(1, life.Value));
        Assert.InRange(owed.Count, 0, kills);
    }

    /// <summary>It is over, was decided with a reason, and on each channel was told from its beginning to its end, or not at all and then for a reason.</summary>
    private static void CheckAlert(DoomedBooks books, Alert alert)
    {
        Assert.Equal(AlertState.Resolved, alert.State);
        var decisions = books.Decisions.Where(d => d.AlertId == alert.Id).ToList();
        Assert.Contains(decisions, d => d.Reason == DecisionReason.Opened);
        foreach (var channel in new[] { "hook", "robot", "mail" })
        {
            var told = books.Notices.Select(n => n.Notice).Where(n => n.AlertId == alert.Id && n.Channel == channel).OrderBy(n => n.CreatedAt).Select(n => n.Kind).ToList();
            if (told.Count == 0)
            {
                Assert.Contains(decisions, d => d.Reason == DecisionReason.Inhibited);
                continue;
            }

            Assert.DoesNotContain(told[0], Ends);
            Assert.Contains(told[^1], Ends);
        }
    }

    private static int Setting(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private static void Say(string line) => TestContext.Current.SendDiagnosticMessage("{0}", line);
}
