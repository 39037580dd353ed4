using Monitor.Analysis.Transformer;
using Xunit;

namespace Monitor.Tests.Analysis.Transformer;

/// <summary>The tiny model's arithmetic is done on paper here and by ONNX Runtime there.</summary>
public sealed class TransformerVoiceTests : IDisposable
{
    private readonly TinyTransformer _tiny = new();

    [Theory]
    [InlineData("棒", 0, 0, 6, -0.5)]
    [InlineData("差", 6, 0, 0, -0.5)]
    [InlineData("漏", 0, 0, 0, 4.5)]
    [InlineData("棒漏", 0, 0, 4.5, 3.25)]
    [InlineData("天", 0, 0, 0, -0.5)]
    public void Known_words_give_known_logits_in_our_order_of_labels(string text, double negative, double neutral, double positive, double rumour)
    {
        var heard = TransformerLoader.Load(_tiny.Share(1)).Hear(text);
        Assert.Equal([(float)negative, (float)neutral, (float)positive], heard.Sentiment!);
        Assert.Equal(rumour, heard.Rumour!.Value, 5);
    }

    [Fact]
    public void A_model_that_takes_only_token_numbers_and_says_one_thing_is_enough()
    {
        _tiny.WriteModel(wholeBert: false);
        _tiny.Write("labels.json", """{"risk": ["rumour", "not"]}""");
        var heard = TransformerLoader.Load(_tiny.Share(1)).Hear("漏");
        Assert.Null(heard.Sentiment);
        Assert.Equal(-4.5, heard.Rumour!.Value, 5);
    }

    [Fact]
    public void Only_the_first_tokens_are_read()
    {
        var voice = TransformerLoader.Load(_tiny.Share(1) with { MaxTokens = 8 });
        Assert.Equal(voice.Hear("考考考考考考").Rumour, voice.Hear("考考考考考考漏漏漏").Rumour);
        Assert.NotEqual(voice.Hear("考考考考考考").Rumour, voice.Hear("考考考考考漏").Rumour);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uD83D")]
    [InlineData("棒\uDE00\uD83D\u0000\u202E漏")]
    public void Broken_text_is_judged_and_does_not_throw(string text) =>
        Assert.All(TransformerLoader.Load(_tiny.Share(1)).Hear(text).Sentiment!, x => Assert.True(float.IsFinite(x)));

    [Fact]
    public void A_book_pasted_as_a_post_costs_no_more_than_the_tokens_read() =>
        Assert.NotNull(TransformerLoader.Load(_tiny.Share(1)).Hear(new string('漏', 5_000_000)).Rumour);

    [Fact]
    public void Threads_that_share_a_session_agree_with_one_alone()
    {
        var voice = TransformerLoader.Load(_tiny.Share(1));
        var texts = Enumerable.Range(0, 400).Select(i => string.Concat(Enumerable.Range(0, 1 + (i % 9)).Select(k => "棒差漏题考"[(i + (k * k)) % 5]))).ToList();
        var alone = texts.Select(t => Say(voice.Hear(t))).ToList();
        Assert.True(alone.Distinct().Count() > 20);
        var together = new string[texts.Count];
        Parallel.For(0, texts.Count, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => together[i] = Say(voice.Hear(texts[i])));
        Assert.Equal(alone, together);
    }

    [Fact]
    public void The_version_changes_with_content_and_share()
    {
        var first = TransformerLoader.Load(_tiny.Share(0.5)).Version;
        Assert.Equal(first, TransformerLoader.Load(_tiny.Share(0.5)).Version);
        Assert.NotEqual(first, TransformerLoader.Load(_tiny.Share(0.25)).Version);
        _tiny.WriteModel(bias: 1);
        Assert.NotEqual(first, TransformerLoader.Load(_tiny.Share(0.5)).Version);
    }

    public void Dispose() => _tiny.Dispose();

    private static string Say(Opinion o) => $"{string.Join(' ', o.Sentiment!)} {o.Rumour}";
}
