using Monitor.Core.Probes;
using Monitor.Core.Sources;
using Monitor.Host.Replay.Reading;
using Xunit;

namespace Monitor.Tests.Host.Replay;

/// <summary>The shapes a recording's lines may have.</summary>
public sealed class LineParserTests
{
    [Fact]
    public void A_hot_lists_headline_is_a_post_of_its_list()
    {
        var e = Assert.IsType<PostEvent>(LineParser.Parse("""{"first_seen":"2022-06-07T19:14:44+08:00","list":"weibo","rank":3,"title":"高考数学","url":""}"""));
        Assert.Equal(("weibo", "weibo", "高考数学", 3), (e.Post.SourceId, e.Platform, e.Post.Title, e.Post.Rank));
        Assert.Null(e.Post.Url);
        Assert.Null(e.Post.Published);
        Assert.Equal(new DateTimeOffset(2022, 6, 7, 19, 14, 44, TimeSpan.FromHours(8)), e.At);
    }

    [Fact]
    public void A_post_is_seen_when_it_was_published_unless_the_line_says_otherwise()
    {
        var published = Assert.IsType<PostEvent>(LineParser.Parse("""{"id":7,"text":"x","publishedAt":"2026-06-07T09:00:00Z","role":"official","heat":"120000","author":"王"}"""));
        Assert.Equal(published.Post.Published, published.At);
        Assert.Equal(("7", "replay", SourceRole.Official, 120000L, "王"), (published.Post.NativeId, published.Post.SourceId, published.Role!.Value, published.Post.Heat!.Value, published.Post.Author));
        var seen = LineParser.Parse("""{"text":"x","publishedAt":"2026-06-07T09:00:00Z","at":"2026-06-07T09:05:00Z"}""");
        Assert.Equal(TimeSpan.FromMinutes(5), seen.At - published.At);
    }

    [Fact]
    public void A_line_with_a_target_is_a_probe_result_and_one_with_only_a_state_a_read()
    {
        var probe = Assert.IsType<ProbeEvent>(LineParser.Parse("""{"target":"filing","at":1780794000,"state":"down","phase":"tls","message":"expired","findings":[{"code":"tls.expired","severity":"high","message":"m"}]}""")).Result;
        Assert.Equal(("filing", ProbeState.Down, "tls", "expired"), (probe.TargetId, probe.State, probe.FailedPhase, probe.Message));
        Assert.Equal(new Finding("tls.expired", FindingSeverity.High, "m"), Assert.Single(probe.Findings));
        var read = Assert.IsType<ReadEvent>(LineParser.Parse("""{"source":"forum","at":"2026-06-07 09:00","state":"parse-error","error":"no rows"}"""));
        Assert.Equal((SourceState.ParseError, "no rows"), (read.State, read.Error));
    }

    [Theory]
    [InlineData("2026-06-07T09:00:00", "2026-06-07T01:00:00Z")]
    [InlineData("2026-06-07 09:00", "2026-06-07T01:00:00Z")]
    [InlineData("2026-06-07", "2026-06-06T16:00:00Z")]
    [InlineData("2026-06-07T09:00:00Z", "2026-06-07T09:00:00Z")]
    [InlineData("2026-06-07T09:00:00-05:00", "2026-06-07T14:00:00Z")]
    // Hours that do not exist, or exist twice, where clocks change for summer: here no clock ever changes.
    [InlineData("2026-03-08T02:30:00", "2026-03-07T18:30:00Z")]
    [InlineData("2026-11-01T01:30:00", "2026-10-31T17:30:00Z")]
    public void A_moment_without_a_zone_is_Beijing_time(string written, string meant)
    {
        Assert.True(Moments.TryRead(written, out var at));
        Assert.Equal(DateTimeOffset.Parse(meant, System.Globalization.CultureInfo.InvariantCulture), at);
    }

    [Theory]
    [InlineData("not json", "broken JSON")]
    [InlineData("[1]", "expected a JSON object")]
    [InlineData("""{"text":"x"}""", "no moment")]
    [InlineData("""{"text":"x","at":"yesterday"}""", "at: expected a moment")]
    [InlineData("""{"text":"x","at":"0001-01-01T00:00:00Z"}""", "at: expected a moment")]
    [InlineData("""{"text":"x","at":99999999999999999}""", "at: expected a moment")]
    [InlineData("""{"at":"2026-06-07"}""", "neither a post")]
    [InlineData("""{"target":"t","at":"2026-06-07","state":"broken"}""", "state: expected one of unknown, up, degraded, down")]
    [InlineData("""{"target":"t","at":"2026-06-07","state":"1"}""", "state: expected one of")]
    [InlineData("""{"text":{"a":1},"at":"2026-06-07"}""", "text: expected text")]
    public void A_line_of_no_use_says_why_without_quoting_itself(string line, string why) =>
        Assert.StartsWith(why, Assert.Throws<FormatException>(() => LineParser.Parse(line)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_line_without_end_is_cut_off_and_the_next_one_is_read()
    {
        var text = new string('x', BoundedLines.Longest + 5) + "\nnext\n\nlast";
        Assert.Equal([(1, null), (2, "next"), (3, ""), (4, "last")], BoundedLines.Read(new StringReader(text)));
    }
}
