using Monitor.Host.Demo;
using Xunit;

namespace Monitor.Tests.Demo;

public sealed class ScenarioTests
{
    private static readonly IReadOnlyList<ScriptedPost> Posts = Scenario.Load();

    [Fact]
    public void The_day_has_some_hundreds_of_posts_with_ids_of_their_own()
    {
        Assert.True(Posts.Count >= 250, $"{Posts.Count} posts");
        Assert.Equal(Posts.Count, Posts.Select(p => p.Id).Distinct().Count());
        Assert.Equal(["forum", "hot", "microblog", "news", "notices"], Posts.Select(p => p.Site).Distinct().Order());
        Assert.All(Posts, p => Assert.False(string.IsNullOrWhiteSpace(p.Title + p.Text), p.Id));
    }

    [Fact]
    public void The_rumour_is_told_by_many_on_more_than_one_platform()
    {
        var rumour = Posts.Where(p => p.Part == "rumour").ToList();
        Assert.True(rumour.Select(p => p.Author).Distinct().Count() >= 40);
        Assert.True(rumour.Select(p => p.Site).Distinct().Count() >= 2);
        var e = DemoDay.Events.Single(x => x.Id == "rumour");
        Assert.All(rumour, p => Assert.InRange(p.Minute, e.From, e.Until + 1));
    }

    [Fact]
    public void Every_quarter_of_an_hour_brings_something() =>
        Assert.All(Enumerable.Range(0, 8), i => Assert.Contains(Posts, p => p.Minute >= i * 15 && p.Minute < (i + 1) * 15));
}
