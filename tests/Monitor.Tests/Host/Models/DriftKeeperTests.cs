using Monitor.Core.Judgements;
using Monitor.Host.Models;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Host.Models;

/// <summary>Two weeks of reference, then a week of other posts.</summary>
public sealed class DriftKeeperTests : IAsyncDisposable
{
    private readonly ModelHouse _house = new();
    private int _posts;

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task The_first_two_weeks_are_the_reference_and_a_week_of_other_posts_is_drift()
    {
        var models = _house.Start();
        var drift = _house.Drift(models);
        await drift.RunAsync(default);
        Assert.True(drift.Latest is { Week: null, ReferencePosts: 0 });

        await DaysAsync(14, 80, 0.2, "今年题难吗大家加油");
        await drift.RunAsync(default);
        Assert.True(drift.Latest is { Week: { Posts: > 300, RumourPsi: < 0.1, Unknown: < 0.05 }, ReferencePosts: 1_120 }, drift.Latest?.ToString());

        await DaysAsync(7, 80, 0.95, "紫外线捕蝇草拓扑绝缘体");
        await drift.RunAsync(default);
        Assert.True(drift.Latest is { Week: { RumourPsi: > 0.25, Unknown: > 0.5 }, Day.Posts: > 70 }, drift.Latest?.ToString());

        // A new start finds the reference in the settings.
        var reborn = _house.Drift(_house.Start());
        await reborn.RunAsync(default);
        Assert.Equal(drift.Latest, reborn.Latest);
    }

    [Fact]
    public async Task Too_few_posts_make_no_reference_however_long_it_takes()
    {
        var drift = _house.Drift(_house.Start());
        await drift.RunAsync(default);
        await DaysAsync(20, 10, 0.2, "今年题难吗");
        await drift.RunAsync(default);
        Assert.True(drift.Latest is { Week: null, ReferencePosts: 200 }, drift.Latest?.ToString());
    }

    [Fact]
    public async Task Between_two_measures_lies_an_hour()
    {
        var drift = _house.Drift(_house.Start());
        await drift.RunAsync(default);
        var first = drift.Latest;
        _house.Time.Advance(TimeSpan.FromMinutes(59));
        await drift.RunAsync(default);
        Assert.Same(first, drift.Latest);
        _house.Time.Advance(TimeSpan.FromMinutes(1));
        await drift.RunAsync(default);
        Assert.NotSame(first, drift.Latest);
    }

    private async Task DaysAsync(int days, int each, double risk, string text)
    {
        var model = _house.Start().Model;
        for (var day = 0; day < days; day++)
        {
            var now = _house.Time.GetUtcNow();
            await _house.Archive.IngestAsync(Some.Batch([.. Enumerable.Range(0, each).Select(i => Some.Post($"p{_posts++}", text) with
            {
                FirstSeen = now.AddMinutes(i), Published = now, StoryId = null, Assessment = Some.Assessment(risk, SentimentLabel.Neutral) with { Model = model },
            })]), default);
            _house.Time.Advance(TimeSpan.FromDays(1));
        }
    }
}
