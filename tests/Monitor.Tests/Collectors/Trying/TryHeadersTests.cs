using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Collectors.Trying;
using Xunit;

namespace Monitor.Tests.Collectors.Trying;

/// <summary>`try -` with recorded header fields, as a file and as a recording of several answers.</summary>
public sealed class TryHeadersTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void An_answer_as_curl_prints_it_is_judged_with_its_page()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "answer.txt"),
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nStrict-Transport-Security: max-age=31536000\r\nX-Frame-Options: DENY\r\n\r\n"
            + """<html><head><meta http-equiv="Content-Security-Policy" content="default-src 'self'"></head><body><script src="https://cdn.example.com/a.js"></script></body></html>""");
        var fields = Ask(new { id = "1", kind = "headers", file = "answer.txt", url = "https://filing.example.cn/" })["fields"]!;
        Assert.Equal("hsts-implemented-max-age-at-least-six-months", Result(fields, "strict-transport-security"));
        Assert.Equal("csp-implemented-with-no-unsafe", Result(fields, "content-security-policy"));
        Assert.Equal("sri-not-implemented-but-external-scripts-loaded-securely", Result(fields, "subresource-integrity"));
        Assert.Equal("x-frame-options-sameorigin-or-deny", Result(fields, "x-frame-options"));
        Assert.Null(Result(fields, "redirection")); // one answer does not tell where http leads
        Assert.Equal((95, "A"), ((int)fields["score"]!, (string?)fields["grade"]));
    }

    [Fact]
    public void Fields_alone_are_enough_and_over_http_there_is_no_hsts()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "fields.txt"), "X-Content-Type-Options: nosniff\n");
        var fields = Ask(new { id = "1", kind = "headers", file = "fields.txt", url = "http://filing.example.cn/" })["fields"]!;
        Assert.Equal("x-content-type-options-nosniff", Result(fields, "x-content-type-options"));
        Assert.Equal("hsts-not-implemented-no-https", Result(fields, "strict-transport-security"));
    }

    [Fact]
    public void A_recording_of_all_roads_is_judged_and_one_test_can_be_asked_for()
    {
        var input = new
        {
            site = "filing.example.cn",
            auto = new { headers = new Dictionary<string, object> { ["Set-Cookie"] = new[] { "JSESSIONID=1; Secure", "lang=zh; Secure" } } },
            http = new { headers = new { } },
            redirects = new[] { "http://filing.example.cn/", "https://filing.example.cn/" },
        };
        var fields = Ask(new { id = "1", kind = "headers", input, rule = "cookiesTest" })["fields"]!;
        var finding = Assert.Single(fields["findings"]!.AsArray())!;
        Assert.Equal(("cookies-session-without-httponly-flag", "JSESSIONID", false), ((string?)finding["result"], (string?)finding["detail"], (bool)finding["pass"]!));
        var all = Ask(new { id = "1", kind = "headers", input })["fields"]!;
        Assert.Equal(("redirection-to-https", "hsts-not-implemented-no-https"), (Result(all, "redirection"), Result(all, "strict-transport-security")));
    }

    [Fact]
    public void What_cannot_be_read_is_said()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "bad.txt"), "HTTP/1.1 200 OK\nX-Frame-Options DENY\n");
        Assert.Contains("line 2", (string?)Ask(new { id = "1", kind = "headers", file = "bad.txt" })["error"]!["message"], StringComparison.Ordinal);
        Assert.Contains("input.site", (string?)Ask(new { id = "1", kind = "headers", input = new { auto = new { } } })["error"]!["message"], StringComparison.Ordinal);
        Assert.Contains("preloadList", (string?)Ask(new { id = "1", kind = "headers", input = new { site = "a.cn", auto = new { } }, options = new { preloadList = "/nowhere" } })["error"]!["message"], StringComparison.Ordinal);
    }

    private JsonNode Ask(object request) => JsonNode.Parse(TryParser.Answer(JsonSerializer.Serialize(request), _folder.FullName, TimeProvider.System.GetUtcNow()))!;

    private static string? Result(JsonNode fields, string test) => (string?)fields["findings"]!.AsArray().SingleOrDefault(f => (string?)f!["test"] == test)?["result"];
}
