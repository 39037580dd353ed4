using System.Text.Json;
using Monitor.Analysis;
using Monitor.Core.Judgements;
using Monitor.Core.Sources;
using Xunit;

namespace Monitor.Tests.Analysis.Transformer;

/// <summary>What the transformer does to the judgement of the shipped models.</summary>
public sealed class SecondOpinionTests : IDisposable
{
    private static readonly string[] Posts = ["今天考完了，题目差不多", "听说数学漏题了，有人提前拿到", "老师真棒", "出分时间是什么时候？"];

    private readonly TinyTransformer _tiny = new();

    [Fact]
    public void The_verdict_moves_to_what_the_transformer_says()
    {
        var (shipped, both, alone) = (AssessorFactory.Load(), AssessorFactory.Load(null, _tiny.Share(0.5)), AssessorFactory.Load(null, _tiny.Share(1)));
        Assert.Equal(1 / (1 + Math.Exp(-4.5)), alone.Assess("漏").Rumour.Score, 5);
        Assert.InRange(both.Assess("漏").Rumour.Score, shipped.Assess("漏").Rumour.Score, alone.Assess("漏").Rumour.Score);
        Assert.Equal(Math.Exp(6) / (Math.Exp(6) + 2), alone.Assess("差").Sentiment.Negative, 5);
        Assert.Equal(SentimentLabel.Positive, alone.Assess("棒").Sentiment.Label);
        Assert.True(both.Assess("差").Sentiment.Negative > shipped.Assess("差").Sentiment.Negative);
    }

    [Fact]
    public void Its_push_is_one_of_the_reasons()
    {
        var judged = AssessorFactory.Load(null, _tiny.Share(0.5)).Assess("漏漏漏");
        var own = judged.Rumour.Reasons.Single(r => r.Text == "语料模型").Weight;
        var push = judged.Rumour.Reasons.Single(r => r.Text == "外接模型").Weight;
        Assert.Equal(Math.Log(judged.Rumour.Score / (1 - judged.Rumour.Score)), own + push, 1);
    }

    [Fact]
    public void A_share_of_nothing_is_exactly_the_shipped_judgement()
    {
        var (shipped, unheard) = (AssessorFactory.Load(), AssessorFactory.Load(null, _tiny.Share(0)));
        foreach (var post in Posts)
            Assert.Equal(Json(shipped.Assess(post) with { Model = "" }), Json(unheard.Assess(post) with { Model = "" }));
    }

    [Fact]
    public void Official_sources_stay_beyond_suspicion() =>
        Assert.Equal(RiskBand.Low, AssessorFactory.Load(null, _tiny.Share(1)).Assess("漏", role: SourceRole.Official).Rumour.Band);

    [Fact]
    public void The_model_string_names_it() =>
        Assert.Matches("^" + AssessorFactory.Load().Model.Replace("+", "\\+", StringComparison.Ordinal) + @"\+x-[0-9a-f]{8}-0\.25$", AssessorFactory.Load(null, _tiny.Share(0.25)).Model);

    public void Dispose() => _tiny.Dispose();

    private static string Json(Assessment a) => JsonSerializer.Serialize(a);
}
