using Monitor.Collectors.Probes.Http;
using Monitor.Core.Probes;
using Monitor.Tests.Collectors.Fetching;
using Xunit;

namespace Monitor.Tests.Collectors.Probes;

/// <summary>Bad answers, each named by phase, code and words.</summary>
public sealed class HttpProbeFaultTests(Certificates certificates) : IClassFixture<Certificates>
{
    private const int EnhanceYourCalm = 11, InternalError = 2;

    public static TheoryData<string> Names => [.. BadAnswers.Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_bad_answer_is_named(string name)
    {
        var expected = BadAnswers.Cases[name];
        await using var site = BadAnswers.Open();
        var result = await Targets.ProbeAsync(new HttpProbeOptions { Url = site.Url("/" + name).AbsoluteUri, Timeout = TimeSpan.FromSeconds(expected.Slow ? 0.6 : 20), ExpectText = name.StartsWith("gbk", StringComparison.Ordinal) ? ["志愿填报"] : [] });
        Assert.Equal((expected.State, expected.Phase), (result.State.ToString(), result.FailedPhase));
        Assert.Contains(expected.Said, result.Message ?? "", StringComparison.Ordinal);
        if (expected.Code is { } code) Assert.Contains(code, result.Findings.Select(f => f.Code));
        Targets.AssertSane(result);
    }

    [Theory]
    [InlineData("http.goaway", "ENHANCE_YOUR_CALM", "body")]
    [InlineData("http.stream-reset", "INTERNAL_ERROR", "first-byte")]
    public async Task Goodbyes_and_resets_of_http2_are_told_apart(string code, string said, string phase)
    {
        await using var site = new RawHttp2Site(certificates.Good, async s =>
        {
            if (code == "http.stream-reset") await s.ResetAsync(InternalError);
            else
            {
                await s.AnswerAsync(Http2Stream.Status200);
                await s.BodyAsync("half");
                await s.GoAwayAsync(0, EnhanceYourCalm);
            }
        });
        var result = await Targets.ProbeAsync(new HttpProbeOptions { Url = site.Url("/").AbsoluteUri, CaFile = certificates.CaFile, Version = VersionChoice.Http2 });
        Targets.AssertDown(result, phase, said);
        Assert.Equal(code, Assert.Single(result.Findings).Code);
    }

    [Fact]
    public async Task A_page_that_sends_back_to_itself_once_its_cookie_is_set_goes_in_no_circle()
    {
        await using var site = new RawSite(r => r.SendAsync(r.Head.Contains("seen=1", StringComparison.Ordinal)
            ? "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
            : "HTTP/1.1 302 Found\r\nSet-Cookie: seen=1\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"));
        Assert.Equal(ProbeState.Up, (await Targets.ProbeAsync(new HttpProbeOptions { Url = site.Url("/").AbsoluteUri })).State);
    }
}
