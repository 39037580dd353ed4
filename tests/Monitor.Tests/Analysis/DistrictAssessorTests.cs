using Monitor.Analysis;
using Monitor.Core.Judgements;
using Xunit;

namespace Monitor.Tests.Analysis;

public sealed class DistrictAssessorTests
{
    private static readonly DistrictAssessor Ours = new(AssessorFactory.Load(), () => ["青梧区", "青梧"]);
    private static readonly DistrictAssessor Nowhere = new(AssessorFactory.Load(), () => []);

    [Theory]
    [InlineData("青梧那个报名网站今天又打不开了", null)]
    [InlineData("网站今天又打不开了", "青梧区报名")]
    public void An_exam_post_that_names_the_district_concerns_it(string text, string? title)
    {
        var judged = Ours.Assess(text, title);
        Assert.InRange(judged.Relevance, DistrictAssessor.Named, 1);
        Assert.Equal(Nowhere.Assess(text, title) with { Relevance = judged.Relevance, Rumour = judged.Rumour, Topics = judged.Topics, Keywords = judged.Keywords }, judged);
    }

    [Theory]
    [InlineData("青梧新开的火锅店味道真不错，毛肚很脆")]
    [InlineData("报名网站今天又打不开了")]
    public void A_name_without_the_exams_or_the_exams_without_the_name_change_nothing(string text)
    {
        Assert.Equal(Nowhere.Assess(text).Relevance, Ours.Assess(text).Relevance);
        Assert.True(text.StartsWith("青梧", StringComparison.Ordinal) == (Ours.Assess(text).Topics[0] == Topics.OffTopic));
    }
}
