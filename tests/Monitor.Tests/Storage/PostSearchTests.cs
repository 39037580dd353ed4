using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Storage.Sqlite.Archive;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Storage;

public sealed class PostSearchTests : IAsyncDisposable
{
    private static readonly string[] Parts = ["高", "考", "泄", "题", "A", "b", "1", " ", "，", "😀", "é", "e", "\"", "*", "卷", "\n", "ａ", "-"];
    private readonly TempDatabase _file = new();

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    [Theory]
    [InlineData("A卷", "全国A卷难")]
    [InlineData("1卷", "全国1卷难")]
    [InlineData("卷a", "这张卷A难")]
    [InlineData("考😀", "高考😀加油")]
    [InlineData("😀", "高考😀加油")]
    [InlineData("👨‍👩‍👧", "陪考👨‍👩‍👧")]
    [InlineData("c++", "会C++的考生")]
    [InlineData("985", "985高校")]
    [InlineData("题", "泄题")]
    [InlineData("泄", "泄题")]
    [InlineData("泄题", "有人泄题了")]
    [InlineData("高考", "2026高考")]
    [InlineData("ＡＰＰ下载", "app下载")]
    [InlineData("𰻞面", "食堂有𰻞面")]
    [InlineData("café", "CAFÉ开门")]
    [InlineData("\"答案\"", "所谓\"答案\"是假的")]
    [InlineData("（A）", "选(A)")]
    [InlineData("高考\u3000加油", "加油高考")]
    public async Task A_word_is_found_where_the_text_holds_it(string words, string text)
    {
        await IngestAsync(text);
        Assert.Single(await FindAsync(words));
    }

    [Theory]
    [InlineData("A卷", "卷子发到A区")]
    [InlineData("A卷", "app里有卷子")]
    [InlineData("1卷", "1月发卷")]
    [InlineData("考a", "a考")]
    [InlineData("e", "é")]
    [InlineData("考😀", "高考加油😀")]
    [InlineData("😀", "高考")]
    [InlineData("pp", "app")]
    [InlineData("c++", "c罗")]
    [InlineData("\"高考\"", "高考")]
    [InlineData("高考 OR 泄题", "高考")]
    [InlineData("高考 NOT 泄题", "高考")]
    [InlineData("NEAR(高考 泄题)", "高考泄题")]
    [InlineData("grams:高考", "高考")]
    [InlineData("高考*", "高考")]
    [InlineData("^高考", "高考")]
    [InlineData("'; DROP TABLE posts; --", "高考")]
    [InlineData("\0", "高考")]
    public async Task A_text_that_does_not_hold_the_word_is_not_found(string words, string text)
    {
        await IngestAsync(text);
        Assert.Empty(await FindAsync(words));
    }

    [Fact]
    public async Task Operators_of_the_index_are_words_like_any_other()
    {
        await IngestAsync("true OR false", "NEAR the school");
        Assert.Equal("true OR false", Assert.Single(await FindAsync("or")).Text);
        Assert.Equal("NEAR the school", Assert.Single(await FindAsync("NEAR")).Text);
    }

    [Fact]
    public async Task A_word_may_stand_in_the_title_alone()
    {
        await _file.Archive.IngestAsync(Some.Batch(Some.Post("1", "正文") with { Title = "A卷答案" }), default);
        Assert.Single(await FindAsync("A卷 正文"));
    }

    /// <summary>Posts arrive out of order; a common word must come newest published first all the same, within the time asked for.</summary>
    [Theory]
    [InlineData(1, 30)]
    [InlineData(1, 200)]
    [InlineData(int.MaxValue, 0)]
    public async Task A_common_word_comes_newest_published_first(int common, int walk)
    {
        await _file.Archive.IngestAsync(Some.Batch([.. Enumerable.Range(0, 100).Select(i =>
            Some.Post($"{i}", i % 3 == 0 ? "高考泄题" : "高考") with { Published = Some.T0.AddMinutes(i * 37 % 100), SourceId = i % 2 == 0 ? "a" : "b" })]), default);
        var all = await FindAsync("高考", common, walk, new PostQuery { Limit = 500 });
        Assert.Equal(100, all.Count);
        Assert.Equal(all.OrderByDescending(p => p.Published), all);
        foreach (var query in new PostQuery[]
        {
            new() { Limit = 10 }, new() { Limit = 10, Offset = 95 }, new() { Limit = 10, Offset = 25 }, new() { Limit = 20, SourceId = "a" }, new() { Limit = 0 },
            new() { Limit = 20, From = Some.T0.AddMinutes(20), Until = Some.T0.AddMinutes(30) }, new() { Limit = 20, Until = Some.T0.AddMinutes(3) },
        })
        {
            var expected = all.Where(p => (query.SourceId is null || p.SourceId == query.SourceId)
                && (query.From is null || p.Published >= query.From) && (query.Until is null || p.Published < query.Until)).Skip(query.Offset).Take(query.Limit);
            Assert.Equal(expected.Select(p => p.Id), (await FindAsync("高考", common, walk, query)).Select(p => p.Id));
        }
    }

    [Fact]
    public async Task Reading_the_newest_and_asking_the_index_find_the_same_posts()
    {
        var random = new Random(20260607);
        await _file.Archive.IngestAsync(Some.Batch([.. Enumerable.Range(0, 400).Select(i => Some.Post($"{i}", Text(random, 12)) with
        {
            Published = Some.T0.AddSeconds(i * 37 % 400), Assessment = i % 5 == 0 ? null : Some.Assessment(topic: i % 2 == 0 ? Topics.PaperLeak : Topics.Praise),
        })]), default);
        var hits = 0;
        for (var i = 0; i < 200; i++)
        {
            var words = Text(random, 4);
            var query = new PostQuery { Limit = 7, Topic = Topics.PaperLeak };
            var walked = await FindAsync(words, 0, 50, query);
            var indexed = await FindAsync(words, int.MaxValue, 0, query);
            Assert.True(walked.Select(p => p.Id).SequenceEqual(indexed.Select(p => p.Id)), words);
            hits += indexed.Count;
        }

        Assert.True(hits > 300);
    }

    private static string Text(Random random, int most) => string.Concat(random.GetItems(Parts, random.Next(1, most + 1)));

    private Task<IReadOnlyList<string>> IngestAsync(params string[] texts) =>
        _file.Archive.IngestAsync(Some.Batch([.. texts.Select((t, i) => Some.Post($"{i}", t))]), default);

    private Task<IReadOnlyList<Post>> FindAsync(string words) => _file.Archive.SearchAsync(new PostQuery { Words = words }, default);

    private Task<List<Post>> FindAsync(string words, int common, int walk, PostQuery query) =>
        _file.Database.ReadAsync(c => PostSearch.Run(c, query with { Words = words }, common, walk), default);
}
