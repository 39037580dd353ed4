using Monitor.Analysis;
using Monitor.Analysis.Models;
using Monitor.Core.Judgements;
using Monitor.Core.Sources;
using Xunit;

namespace Monitor.Tests.Analysis.Models;

public class AssessorTests
{
    [Fact]
    public void An_offer_of_answers_is_high_and_the_same_words_from_an_official_source_are_low()
    {
        var assessor = AssessorFactory.Load();
        const string Offer = "高考真题答案出售，内部渠道，考前发，先付定金加微信abc12345";
        Assert.Equal(RiskBand.High, assessor.Assess(Offer).Rumour.Band);
        Assert.Equal(RiskBand.Low, assessor.Assess(Offer, role: SourceRole.Official).Rumour.Band);
    }

    [Fact]
    public void Hostile_text_is_judged() =>
        Assert.NotEmpty(AssessorFactory.Load().Assess("\uD83D\u200B\u202E" + new string('1', 100_000)).Topics);

    [Fact]
    public void A_missing_model_says_so() =>
        Assert.Throws<ModelLoadException>(() => AssessorFactory.Load("/nowhere"));

    [Fact]
    public void A_bad_line_is_answered() =>
        Assert.Contains("error", AssessCommand.AnswerLine(AssessorFactory.Load(), "{\"id\":7}"), StringComparison.Ordinal);
}
