using Monitor.Analysis;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Xunit;

namespace Monitor.Tests.Analysis.Models;

/// <summary>Whatever is posted is judged: finite numbers, known labels, the same answer each time and on every thread.</summary>
public sealed class HostileTextTests
{
    private static readonly IAssessor Assessor = AssessorFactory.Load();

    public static TheoryData<string> Texts() =>
    [
        "", " \n\t", "😭😭😭😭", "🇨🇳👨‍👩‍👧‍👦", "‮卖答案‬", "泄\u200B题\u200D了", "\uD83D", "\uDE00tail", "\0\u0001\uFFFF", "ａｎｓｗｅｒ ４００",
        "Привет こんにちは 안녕 مرحبا", new string('哈', 100_000), new string('a', 100_000), string.Concat(Enumerable.Repeat("高考答案加微信", 15_000)),
        new string('\u0301', 5_000), "答*案 泄．题 d案 卷 子", "https://example.org/" + new string('x', 9_000),
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Any_text_gets_a_whole_judgement(string text)
    {
        var a = Assessor.Assess(text);
        Assert.InRange(a.Rumour.Score, 0, 1);
        Assert.InRange(a.Relevance, 0, 1);
        Assert.Equal(1, a.Sentiment.Negative + a.Sentiment.Neutral + a.Sentiment.Positive, 3);
        Assert.NotEmpty(a.Topics);
        Assert.All(a.Topics, t => Assert.Contains(t, Topics.All));
    }

    [Fact]
    public void The_same_text_gets_the_same_judgement_on_every_thread()
    {
        var texts = Enumerable.Range(0, 400).Select(i => $"听说第{i}考点泄题了，真假？系统又崩{i % 7}次").ToList();
        var alone = texts.Select(Line).ToList();
        var together = new string[texts.Count];
        Parallel.For(0, texts.Count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => together[i] = Line(texts[i]));
        Assert.Equal(alone, together);
    }

    [Fact]
    public void A_long_text_leaves_no_trace_in_the_next_judgement()
    {
        const string Short = "请问志愿填报几号截止";
        var before = Line(Short);
        Assessor.Assess(string.Concat(Enumerable.Repeat("内部渠道卖真题加微信", 5_000)));
        Assert.Equal(before, Line(Short));
    }

    private static string Line(string text)
    {
        var a = Assessor.Assess(text);
        return $"{a.Rumour.Score:R} {a.Sentiment.Negative:R} {a.Form} {string.Join(',', a.Topics)} {a.Relevance:R}";
    }
}
