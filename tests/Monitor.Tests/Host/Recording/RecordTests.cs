using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Monitor.Host.Cli;
using Monitor.Host.Configuration;
using Monitor.Host.Recording;
using Monitor.Tests.Collectors;
using Monitor.Tests.Collectors.Sources;
using Xunit;

namespace Monitor.Tests.Host.Recording;

/// <summary>`monitor collect SOURCE --record` against a real server whose pages are GBK; the fixture test then reads what was written.</summary>
public sealed class RecordTests : IAsyncLifetime
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("record");
    private WebSite _site = null!;
    private bool _broken;

    public async ValueTask InitializeAsync() => _site = await WebSite.StartAsync(app =>
    {
        app.MapGet("/robots.txt", () => "User-agent: *\nDisallow: /closed");
        app.MapGet("/list", c => GbkAsync(c, "<html><head><meta charset=gb2312></head><ul><li><a href=t/1.html>镕铯公告，联系13800000000</a><b>张三丰</b><i>昨天 08:30</i><li><a href=/t/2.html>二</a></ul>"));
        app.MapGet("/t/1.html", c => GbkAsync(c, "<p>正文第一段，说明报名时间和地点，请各位考生注意，不得有误。</p>"));
        app.MapGet("/t/2.html", c => _broken ? Broken(c) : GbkAsync(c, "<p>正文第二段，说明考试纪律和要求，请各位考生遵守，不得有误。</p>"));
        app.MapGet("/closed", () => "nothing");
    });

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        _home.Delete(recursive: true);
    }

    [Fact]
    public async Task What_is_recorded_is_read_again_unchanged_by_the_test_of_fixtures()
    {
        Configure();
        Assert.Equal(0, await RecordAsync());
        var folder = Path.Combine(_home.FullName, "out", "gbk-list");
        var recorded = RecordedSource.Read(folder);
        Assert.Equal(["page.html", "001.html", "002.html"], recorded.Answers.Select(a => a.File));
        Assert.All(recorded.Answers, a => Assert.Equal((200, "gb18030", "text/html"), (a.Status, a.Charset, a.ContentType)));
        Assert.Equal(["镕铯公告，联系〔手机号〕", "二"], recorded.Items.Select(i => i.Title));
        Assert.Equal(("张**", _site.Url("/t/1.html").AbsoluteUri), (recorded.Items[0].Author, recorded.Items[0].Url));
        Assert.StartsWith("正文第一段", recorded.Items[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("三丰", File.ReadAllText(Path.Combine(folder, RecordedSource.FileName)), StringComparison.Ordinal);
        Assert.Equal(1, _site.Hits("/robots.txt"));

        var (read, unasked) = await SourceLibrary.ReadAsync(ConfigLoader.Load(_home.FullName).Config!.Sources.Single(), folder, recorded);
        Assert.Empty(unasked);
        Assert.Equal(recorded.Items, read.Posts.Select(RecordedItem.Of));
    }

    [Fact]
    public async Task A_recording_is_replaced_only_when_told_and_the_site_is_not_asked_before()
    {
        Configure();
        Assert.Equal(0, await RecordAsync());
        var asked = _site.Hits("/list");
        Assert.Equal(2, await RecordAsync());
        Assert.Equal(asked, _site.Hits("/list"));
        Assert.Equal(0, await RecordAsync("--force"));
    }

    [Fact]
    public async Task A_folder_that_is_no_recording_is_never_replaced()
    {
        Configure();
        var precious = Path.Combine(_home.CreateSubdirectory("out").CreateSubdirectory("gbk-list").FullName, "precious.txt");
        File.WriteAllText(precious, "x");
        Assert.Equal(2, await RecordAsync("--force"));
        Assert.True(File.Exists(precious));
    }

    [Theory]
    [InlineData("/closed", "10485760")]
    [InlineData("/list", "1024")]
    [InlineData("/none", "10485760")]
    public async Task Nothing_is_written_of_what_is_forbidden_too_large_or_not_there(string path, string most)
    {
        Configure(path, most);
        Assert.Equal(1, await RecordAsync());
        Assert.False(Directory.Exists(Path.Combine(_home.FullName, "out", "gbk-list")));
    }

    [Fact]
    public async Task A_page_that_fails_for_now_spoils_the_recording()
    {
        Configure();
        _broken = true;
        Assert.Equal(1, await RecordAsync());
        Assert.False(Directory.Exists(Path.Combine(_home.FullName, "out", "gbk-list")));
    }

    private Task<int> RecordAsync(params string[] more) =>
        Root.Build().Parse(["collect", "gbk-list", "--record", Path.Combine(_home.FullName, "out"), "--config", _home.FullName, .. more]).InvokeAsync();

    private void Configure(string path = "/list", string most = "10485760")
    {
        File.WriteAllText(Path.Combine(_home.FullName, "monitor.yaml"), $"fetch: {{hostPace: 1ms, maxBytes: {most}, allowPrivate: ['{_site.Authority}']}}\n");
        _home.CreateSubdirectory("sources");
        File.WriteAllText(Path.Combine(_home.FullName, "sources", "gbk-list.yaml"), $"""
            id: gbk-list
            name: 样例
            kind: page
            enabled: false
            options:
              url: {_site.Url(path)}
              rows: li
              fields:
                title: a
                url: a@href
                author: b
                published: i
              detail:
                text: p
            """);
    }

    private static Task GbkAsync(HttpContext c, string html)
    {
        c.Response.ContentType = "text/html";
        // Longer than the smallest limit, so that the limit can be met.
        return c.Response.Body.WriteAsync(Encoding.GetEncoding("GB18030").GetBytes(html + new string('\n', 1200))).AsTask();
    }

    private static Task Broken(HttpContext c)
    {
        c.Response.StatusCode = 502;
        return Task.CompletedTask;
    }
}
