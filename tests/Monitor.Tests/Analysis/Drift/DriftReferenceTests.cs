using Monitor.Analysis.Drift;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Sources;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Analysis.Drift;

public sealed class DriftReferenceTests
{
    private const string Old = "今年数学卷子难不难考完就知道了大家加油";
    private const string New = "紫外线捕蝇草拓扑绝缘体骆驼祥子";

    [Fact]
    public void The_same_posts_show_no_drift_and_others_do()
    {
        var reference = Written(Build(400));
        var same = Span(reference, 200, i => Post(i));
        Assert.Equal((200, 0), (same.Posts, Math.Round(same.Unknown, 6)));
        Assert.InRange(same.RumourPsi, 0, 0.1);
        Assert.InRange(same.SentimentPsi, 0, 0.1);
        var other = Span(reference, 200, i => Post(i, New, risk: 0.95, mood: SentimentLabel.Negative));
        Assert.True(other.RumourPsi > 0.25);
        Assert.True(other.SentimentPsi > 0.25);
        Assert.InRange(other.Unknown, 0.9, 1);
    }

    [Fact]
    public void What_new_words_come_by_themselves_is_measured_in_the_second_half()
    {
        var builder = new ReferenceBuilder("test", Some.T0, Some.T0.AddDays(14));
        for (var i = 0; i < 10; i++) builder.Add(Post(i) with { FirstSeen = Some.T0.AddDays(i) });
        builder.Add(Post(11, New) with { FirstSeen = Some.T0.AddDays(11) });
        var unknown = builder.Build().Unknown;
        Assert.InRange(unknown, 0.1, 0.4);
    }

    [Fact]
    public void Posts_of_other_models_of_official_sources_and_of_the_past_do_not_count()
    {
        var tally = new DriftTally(Build(10));
        tally.Add(Post(1) with { Backfill = true });
        tally.Add(Post(2) with { Role = SourceRole.Official });
        tally.Add(Post(3) with { Assessment = null });
        tally.Add(Post(4) with { Assessment = Some.Assessment() with { Model = "another" } });
        Assert.Equal(0, tally.Posts);
        tally.Add(Post(5));
        Assert.Equal(1, tally.Posts);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"Model\":\"m\",\"From\":\"2026-01-01T00:00:00Z\",\"Until\":\"2026-01-01T00:00:00Z\",\"Posts\":1,\"Risk\":[],\"Mood\":[],\"Unknown\":0,\"Pairs\":\"bm90IGJyb3RsaQ==\"}")]
    public void What_cannot_be_read_is_no_reference(string? text) => Assert.Null(DriftReference.Read(text));

    [Fact]
    public void A_reference_of_any_size_fits_a_setting() => Assert.InRange(Build(2_000).Write().Length, 100, 400_000);

    private static DriftReference Build(int posts)
    {
        var builder = new ReferenceBuilder("test", Some.T0, Some.T0.AddDays(14));
        for (var i = 0; i < posts; i++) builder.Add(Post(i));
        return builder.Build();
    }

    private static DriftReference Written(DriftReference reference) => DriftReference.Read(reference.Write())!;

    private static DriftSpan Span(DriftReference reference, int posts, Func<int, Post> make)
    {
        var tally = new DriftTally(reference);
        for (var i = 0; i < posts; i++) tally.Add(make(i));
        return tally.Against(reference);
    }

    private static Post Post(int i, string text = Old, double? risk = null, SentimentLabel? mood = null) => Some.Post($"{i}", text) with
    {
        FirstSeen = Some.T0.AddMinutes(i),
        Assessment = Some.Assessment(risk ?? i * 7 % 100 / 100.0, mood ?? (SentimentLabel)(i % 3)),
    };
}
