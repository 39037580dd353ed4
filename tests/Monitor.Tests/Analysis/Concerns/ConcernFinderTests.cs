using Monitor.Analysis.Concerns;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Sources;
using Monitor.Tests.Analysis.Duplicates;
using Xunit;
using static Monitor.Tests.Analysis.Concerns.ConcernSet;

namespace Monitor.Tests.Analysis.Concerns;

public sealed class ConcernFinderTests(ITestOutputHelper output)
{
    [Fact]
    public void Questions_that_ask_the_same_are_one_concern_and_others_are_not()
    {
        var found = Find();
        var of = found.SelectMany((c, i) => c.Posts.Select(p => (p.Id, Concern: "c" + i))).ToDictionary(x => x.Id, x => x.Concern);
        var scores = PairScores.Of([.. Posts.Select(p => p.Concern ?? p.Post.Id)], [.. Posts.Select(p => of.GetValueOrDefault(p.Post.Id, p.Post.Id))]);
        foreach (var concern in found) output.WriteLine($"{concern.Key} {concern.Askers} {string.Join(" | ", concern.Posts.Select(p => p.Text))} => {concern.Answer?.Confidence:0.00} {concern.Answer?.Quote}");
        output.WriteLine($"P {scores.Precision:0.000} R {scores.Recall:0.000} F1 {scores.F1:0.000}");
        Assert.True(scores.Precision >= 0.9, $"precision {scores.Precision:0.000}");
        Assert.True(scores.F1 >= 0.85, $"F1 {scores.F1:0.000}");
    }

    [Fact]
    public void A_notice_answers_what_it_is_about_and_nothing_else()
    {
        foreach (var concern in Find())
        {
            var about = Posts.First(p => p.Post.Id == concern.Posts[0].Id).Concern;
            var answer = Official.FirstOrDefault(o => o.Answers is not null && o.Answers == about).Post;
            if (answer is null) Assert.False(concern.Answered, $"{concern.Label} => {concern.Answer?.Quote}");
            else Assert.True(concern.Answer is { Sure: true } a && a.Post.Id == answer.Id, $"{concern.Label} => {concern.Answer?.Confidence:0.00} {concern.Answer?.Quote}");
        }
    }

    [Fact]
    public void The_quote_is_the_sentence_that_says_it()
    {
        var concern = Find().First(c => c.Label.Contains("截止", StringComparison.Ordinal));
        Assert.Contains("6月29日17时", concern.Answer!.Quote);
        Assert.Equal("https://edu.example.cn/n0", concern.Answer.Post.Url);
    }

    [Fact]
    public void A_question_about_a_time_is_not_answered_by_words_without_one()
    {
        Post[] asking = [Post("a", "请问志愿填报什么时候截止"), Post("b", "志愿填报截止到几号几点"), Post("c", "志愿填报什么时候截止啊")];
        var vague = Notice("n", "关于志愿填报的提醒", "志愿填报截止前请考生仔细核对志愿信息");
        var clear = Notice("m", "关于志愿填报的提醒", "志愿填报截止时间为6月29日17时，请考生仔细核对");
        Assert.False(Assert.Single(ConcernFinder.Find(asking, [vague], Now)).Answered);
        Assert.Equal("m", Assert.Single(ConcernFinder.Find(asking, [vague, clear], Now)).Answer!.Post.Id);
    }

    [Fact]
    public void Only_official_sources_answer()
    {
        Post[] asking = [Post("a", "请问志愿填报什么时候截止"), Post("b", "志愿填报什么时候截止啊")];
        var hearsay = Notice("n", "志愿填报时间", "志愿填报截止时间为6月29日17时") with { Role = SourceRole.Public };
        Assert.Null(Assert.Single(ConcernFinder.Find(asking, [hearsay], Now)).Answer);
    }

    [Fact]
    public void Askers_are_distinct_people_and_posts_without_author_one_voice_per_source()
    {
        Post[] asking =
        [
            Post("a", "请问志愿填报什么时候截止", author: "x"), Post("b", "志愿填报什么时候截止啊", author: "x"), Post("c", "志愿填报什么时候截止", author: "y"),
            Post("d", "志愿填报什么时候截止呢") with { AuthorKey = null }, Post("e", "志愿填报什么时候截止呀") with { AuthorKey = null },
        ];
        var concern = Assert.Single(ConcernFinder.Find(asking, [], Now));
        Assert.Equal((3, 5, 5), (concern.Askers, concern.Posts.Count, concern.Questions));
        Assert.Contains("志愿填报", string.Join("", concern.Terms));
    }

    [Fact]
    public void What_is_no_concern_of_the_public_stays_out()
    {
        static Post Twice(string id, Func<Post, Post> change) => change(Post(id, "请问志愿填报什么时候截止"));
        Func<Post, Post>[] changes =
        [
            p => p with { Role = SourceRole.Official }, p => p with { Assessment = null },
            p => p with { Assessment = p.Assessment! with { Relevance = 0.1 } },
            p => p with { Assessment = p.Assessment! with { Topics = [Topics.OffTopic] } },
            p => p with { Assessment = p.Assessment! with { Form = "sales_offer" } },
            p => p with { Assessment = p.Assessment! with { Topics = [Topics.StudentWellbeing], Sentiment = new Sentiment(SentimentLabel.Negative, 1, 0, 0) } },
            p => p with { Assessment = p.Assessment! with { Form = "experience" } },
        ];
        Assert.All(changes, change => Assert.Empty(ConcernFinder.Find([Twice("a", change), Twice("b", change)], [], Now)));
    }

    [Fact]
    public void The_trend_compares_the_newest_six_hours_with_those_before()
    {
        Post[] asking = [Post("a", "请问志愿填报什么时候截止", minutesAgo: 500), Post("b", "志愿填报什么时候截止啊", minutesAgo: 30), Post("c", "志愿填报什么时候截止", minutesAgo: 20)];
        var concern = Assert.Single(ConcernFinder.Find(asking, [], Now));
        Assert.Equal((2, 1), (concern.Recent, concern.Before));
        Assert.Equal(Now.AddMinutes(-500), concern.FirstSeen);
    }

    [Fact]
    public void Order_of_arrival_in_the_list_does_not_matter() =>
        Assert.Equal(Find().Select(c => c.Key), ConcernFinder.Find(Posts.Select(p => p.Post).Reverse(), Official.Select(o => o.Post), Now).Select(c => c.Key));

    private static IReadOnlyList<Concern> Find() => ConcernFinder.Find(Posts.Select(p => p.Post), Official.Select(o => o.Post), Now);
}
