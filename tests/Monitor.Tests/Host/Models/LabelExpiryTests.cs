using Monitor.Core.Season;
using Monitor.Host.Models;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Host.Models;

public sealed class LabelExpiryTests
{
    private static readonly TimeSpan Keep = TimeSpan.FromDays(30);

    private static readonly ExamSeason Season = new()
    {
        Phases = [new Phase { Name = "录取", From = Some.T0.AddDays(10), Until = Some.T0.AddDays(60) }, new Phase { Name = "考试", From = Some.T0, Until = Some.T0.AddDays(4) }],
    };

    [Fact]
    public void A_label_lives_to_the_end_of_the_season_and_the_days_after_it() =>
        Assert.Equal(Some.T0.AddDays(90), LabelExpiry.Of(Season, Keep, Some.T0));

    [Fact]
    public void A_label_given_after_the_season_or_without_one_lives_those_days()
    {
        Assert.Equal(Some.T0.AddDays(130), LabelExpiry.Of(Season, Keep, Some.T0.AddDays(100)));
        Assert.Equal(Some.T0.AddDays(30), LabelExpiry.Of(new ExamSeason(), Keep, Some.T0));
    }
}
