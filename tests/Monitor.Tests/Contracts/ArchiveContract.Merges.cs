using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Xunit;

namespace Monitor.Tests.Contracts;

public abstract partial class ArchiveContract
{
    [Fact]
    public async Task A_merge_gives_posts_and_figures_to_the_older_story_and_the_younger_id_still_finds_it()
    {
        await IngestAsync(
            Some.Post("1") with { StoryId = "old", AuthorKey = "a", Assessment = Some.Assessment(risk: 0.2) },
            Some.Post("2") with { StoryId = "young", AuthorKey = "a", Platform = "forum", Assessment = Some.Assessment(risk: 0.6), FirstSeen = Some.T0.AddMinutes(9) },
            Some.Post("3") with { StoryId = "young", AuthorKey = "b" });
        await MergeAsync("young", "old");
        var story = (await Archive.StoryAsync("young", default))!;
        Assert.Equal(("old", 3, 2, 2), (story.Id, story.Posts, story.Authors, story.Platforms));
        Assert.Equal((0.6, Some.T0, Some.T0.AddMinutes(9)), (story.MaxRisk, story.FirstSeen, story.LastSeen));
        Assert.Equal(3, (await Archive.SearchAsync(new PostQuery { StoryId = "old" }, default)).Count);
        Assert.Empty(await Archive.SearchAsync(new PostQuery { StoryId = "young" }, default));
        Assert.Equal("old", Assert.Single(await Archive.StoriesAsync(Some.T0, 10, default)).Id);
    }

    [Fact]
    public async Task Merges_repeat_without_harm_and_chains_end_at_the_story_that_holds_the_posts()
    {
        await IngestAsync(Some.Post("1") with { StoryId = "a" }, Some.Post("2") with { StoryId = "b" }, Some.Post("3") with { StoryId = "c" });
        await MergeAsync("c", "b");
        await MergeAsync("c", "b");
        await MergeAsync("b", "a");
        await MergeAsync("c", "a");
        await MergeAsync("a", "c");
        Assert.Equal(3, (await Archive.StoryAsync("c", default))!.Posts);
        Assert.Equal([("b", "a"), ("c", "a")], (await Archive.MergesAsync(Some.T0, default)).Select(m => (m.From, m.Into)).Order());
        Assert.Empty(await Archive.MergesAsync(Some.T0.AddDays(1), default));
    }

    [Fact]
    public async Task A_post_folded_before_the_merge_and_stored_after_it_joins_the_older_story()
    {
        await IngestAsync(Some.Post("1") with { StoryId = "old" }, Some.Post("2") with { StoryId = "young" });
        await MergeAsync("young", "old");
        await IngestAsync(Some.Post("3") with { StoryId = "young" });
        Assert.Equal("old", (await Archive.PostAsync("3", default))!.StoryId);
        Assert.Equal(3, (await Archive.StoryAsync("old", default))!.Posts);
    }

    [Fact]
    public async Task A_merge_into_a_story_without_kept_posts_keeps_the_posts_under_its_id()
    {
        await IngestAsync(Some.Post("1") with { StoryId = "young" });
        await MergeAsync("young", "old");
        Assert.Equal(("old", 1), ((await Archive.StoryAsync("old", default))!.Id, (await Archive.StoryAsync("old", default))!.Posts));
    }

    [Fact]
    public async Task A_story_is_shown_by_the_text_given_and_a_story_not_kept_stays_unknown()
    {
        await IngestAsync(Some.Post("1", "片段…"));
        await Archive.DescribeStoryAsync("s1", "完整的说法", default);
        await Archive.DescribeStoryAsync("none", "别处", default);
        Assert.Equal("完整的说法", (await Archive.StoryAsync("s1", default))!.Text);
        Assert.Null(await Archive.StoryAsync("none", default));
    }

    private Task MergeAsync(string from, string into) =>
        Archive.IngestAsync(new IngestBatch(Some.Run(), [], null) { Merges = [new StoryMerge(from, into, Some.T0)] }, default);
}
