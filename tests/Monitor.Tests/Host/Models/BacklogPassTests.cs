using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Host.Models;
using Monitor.Tests.Contracts;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Host.Models;

/// <summary>Posts stored while no models were loaded are judged later, oldest first, and only the recent ones are seen by the judge.</summary>
public sealed class BacklogPassTests : IAsyncDisposable
{
    private readonly ModelHouse _house = new();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task What_waited_is_judged_and_the_judge_sees_what_lies_in_its_look_back()
    {
        var now = Some.T0;
        Post[] posts = [Waiting("old", now.AddDays(-3)), Waiting("recent", now.AddHours(-2)), Waiting("new", now.AddMinutes(-1))];
        await _house.Archive.IngestAsync(Some.Batch(posts), default);
        await _house.Window.WarmAsync([], [], now, default);
        Assert.All((await _house.Window.LookAsync(now, default)).Posts, p => Assert.Null(p.Assessment));

        var models = _house.Start();
        var backlog = _house.Backlog(models);
        await backlog.LookAsync(default);
        Assert.True(models.CatchingUp);
        Assert.Equal(3, await backlog.RunAsync(default));
        Assert.False(models.CatchingUp);
        Assert.Empty(await _house.Archive.UnassessedAsync(10, default));
        Assert.Equal(models.Model, (await _house.Archive.PostAsync("old", default))!.Assessment!.Model);
        var seen = (await _house.Window.LookAsync(now, default)).Posts;
        Assert.Equal(["recent", "new"], seen.Select(p => p.Id));
        Assert.All(seen, p => Assert.NotNull(p.Assessment));
        Assert.Equal(3, (await _house.Archive.PostCurveAsync(now.AddDays(-4), now.AddDays(1), TimeSpan.FromHours(1), default)).Sum(b => b.Negative + b.Neutral + b.Positive));
        Assert.Equal(0, await backlog.RunAsync(default));
    }

    [Fact]
    public async Task A_backlog_of_many_batches_is_emptied_in_one_turn()
    {
        var count = (BacklogPass.Batch * 2) + 7;
        await _house.Archive.IngestAsync(Some.Batch([.. Enumerable.Range(0, count).Select(i => Waiting($"p{i}", Some.T0.AddSeconds(-i)))]), default);
        Assert.Equal(count, await _house.Backlog(_house.Start()).RunAsync(default));
    }

    [Fact]
    public async Task A_post_judged_between_its_store_and_its_way_to_the_judge_is_seen_judged()
    {
        var post = Waiting("p", Some.T0);
        await _house.Archive.IngestAsync(Some.Batch(post), default);
        await _house.Backlog(_house.Start()).RunAsync(default);
        _house.Window.Add([post]);
        Assert.NotNull(Assert.Single((await _house.Window.LookAsync(Some.T0, default)).Posts).Assessment);
    }

    [Fact]
    public async Task Without_models_nothing_is_touched_and_after_they_load_everything_is()
    {
        var version = _house.Force(ModelSets.Weak);
        _house.Damage(version);
        await _house.Archive.IngestAsync(Some.Batch(Waiting("p", Some.T0)), default);
        var models = _house.Start();
        var backlog = _house.Backlog(models);
        await backlog.LookAsync(default);
        Assert.Equal(0, await backlog.RunAsync(default));

        await _house.Switch.RollBackAsync("tester", default);
        Assert.True(models.Refresh());
        Assert.True(models.CatchingUp);
        Assert.Equal(1, await backlog.RunAsync(default));
        Assert.NotNull(models.ForIntake);
    }

    private static Post Waiting(string id, DateTimeOffset seen) => Some.Post(id, "内部渠道出售高考答案，加微信") with { Assessment = null, FirstSeen = seen, Published = seen };
}
