using Monitor.Core.Posts;
using Monitor.Host.Scheduling;
using Monitor.Tests.Contracts;
using Monitor.Tests.Storage;
using Xunit;

namespace Monitor.Tests.Host.Scheduling;

public sealed class HourMemoryTests
{
    [Fact]
    public async Task A_restart_remembers_the_same_hours_as_the_run_before_it()
    {
        await using var file = new TempDatabase();
        var now = Some.T0.AddHours(3);
        Post[] posts =
        [
            Some.Post("1"), Some.Post("2") with { FirstSeen = Some.T0.AddHours(2) }, Some.Post("3") with { Backfill = true },
            Some.Post("4") with { FirstSeen = now },
        ];
        await file.Archive.IngestAsync(Some.Batch(posts), default);
        var running = new PostWindow(file.Archive);
        running.Add(posts);
        var restarted = new PostWindow(file.Archive);
        await restarted.WarmAsync([], [], now, default);
        var seen = (await running.LookAsync(now, default)).History;
        Assert.Equal(3, seen.Sum(h => h.Posts));
        Assert.Equal(seen, (await restarted.LookAsync(now, default)).History);
    }

    [Fact]
    public async Task Hours_older_than_four_weeks_are_forgotten_while_the_service_runs()
    {
        await using var file = new TempDatabase();
        var window = new PostWindow(file.Archive);
        window.Add([Some.Post("1"), Some.Post("2") with { FirstSeen = Some.T0.AddDays(10) }]);
        Assert.Equal(2, (await window.LookAsync(Some.T0.AddDays(28), default)).History.Count);
        Assert.Equal(Some.T0.AddDays(10), Assert.Single((await window.LookAsync(Some.T0.AddDays(29), default)).History).At);
    }
}
