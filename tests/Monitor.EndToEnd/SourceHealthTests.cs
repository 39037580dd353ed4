using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Sources;
using Monitor.EndToEnd.Support;
using Monitor.Host;
using Monitor.Host.Scheduling;
using Monitor.Tests.Collectors;

namespace Monitor.EndToEnd;

/// <summary>A source that goes bad, posts that are edited and deleted, as the service meets them on a real site.</summary>
public sealed class SourceHealthTests : IAsyncLifetime
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly Dictionary<string, int> _pages = new() { ["1"] = 200, ["2"] = 200, ["3"] = 200, ["4"] = 200 };
    private readonly List<string> _cookies = [];
    private (int Status, string Body) _feed;
    private WebSite _site = null!;
    private Station _station = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await WebSite.StartAsync(app =>
        {
            app.MapGet("/feed", () => Results.Content(_feed.Body, "application/xml; charset=utf-8", statusCode: _feed.Status));
            app.MapGet("/p/{id}", (string id) => Results.StatusCode(_pages[id]));
            app.MapGet("/shy", (HttpContext c) =>
            {
                c.Response.Headers.SetCookie = "known=1; Path=/";
                return Results.Content(Feed("一", "二").Replace("/p/", "/shy/", StringComparison.Ordinal), "application/xml; charset=utf-8");
            });
            app.MapGet("/shy/{id}", (string id, HttpContext c) =>
            {
                lock (_cookies) _cookies.Add(c.Request.Headers.Cookie.ToString());
                return "post";
            });
        });
        _feed = (200, Feed("一", "二", "三", "四"));
        var sources = new Dictionary<string, string> { ["one"] = $"name: 一\nkind: feed\nexpectWithin: 6h\nexpectInPhase: {{ 考试: 1h }}\nrecheck: 1h\noptions:\n  url: {_site.Url("/feed")}\n", ["shy"] = $"name: 怕生\nkind: feed\nrecheck: 1h\noptions:\n  url: {_site.Url("/shy")}\n  cookies: true\n" };
        _station = await Station.OpenAsync(
            _site.Authority, sources, new MonitorAppOptions { ConfigDirectory = "", RunLoops = false, Time = _time }, Ct, ("source-silence", "kind: source-silence\n"));
    }

    public async ValueTask DisposeAsync()
    {
        await _station.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Each_bad_state_is_alarmed_once_with_what_the_site_answered()
    {
        Assert.Equal(SourceState.Ok, (await ReadAsync()).State);
        _feed = (403, "<script>alert(1)</script> 请登录，客服13812345678");
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(SourceState.Blocked, (await ReadAsync(TimeSpan.FromMinutes(5))).State);
            await JudgeAsync();
        }

        var alert = Assert.Single(await _station.Get<ILedger>().OpenAlertsAsync(Ct));
        Assert.Contains("被对方拦截", alert.Title);
        Assert.Equal("one", Assert.Single(alert.Evidence));
        Assert.Single(await _station.Get<ILedger>().DecisionsAsync(alert.Id, 99, Ct), d => d.Reason == DecisionReason.Opened);
        var spell = Assert.Single(await _station.Archive.SpellsAsync("one", 9, Ct));
        Assert.Equal((SourceState.Blocked, 4, null), (spell.State, spell.Runs, spell.Until));
        Assert.StartsWith("HTTP 403\nContent-Type: application/xml; charset=utf-8\n", spell.Sample);
        Assert.Contains("<script>alert(1)</script>", spell.Sample);
        Assert.Contains("〔手机号〕", spell.Sample);

        _feed = (200, Feed("一"));
        Assert.Equal(SourceState.Ok, (await ReadAsync(TimeSpan.FromMinutes(5))).State);
        Assert.NotNull(Assert.Single(await _station.Archive.SpellsAsync("one", 9, Ct)).Until);
    }

    [Fact]
    public async Task A_quiet_source_is_told_from_one_whose_page_holds_nothing_any_more()
    {
        await ReadAsync();
        Assert.Equal(SourceState.Ok, (await ReadAsync(TimeSpan.FromHours(5))).State);
        Assert.Equal(SourceState.Quiet, (await ReadAsync(TimeSpan.FromHours(2))).State);
        await JudgeAsync();
        Assert.Contains("没有新内容", Assert.Single(await _station.Get<ILedger>().OpenAlertsAsync(Ct)).Title);
        _feed = (200, Feed());
        var empty = await ReadAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(SourceState.ParseError, empty.State);
        Assert.Contains("mayBeEmpty", empty.Error);
        Assert.Equal([SourceState.ParseError, SourceState.Quiet], (await _station.Archive.SpellsAsync("one", 9, Ct)).Select(s => s.State));
    }

    [Fact]
    public async Task An_edited_entry_shows_its_newest_text_and_keeps_the_older_and_white_space_is_no_edit()
    {
        await ReadAsync();
        _feed = (200, Feed("一", "二 ", "三", "四").Replace("正文二", "正文二，更正：截止时间改为六号", StringComparison.Ordinal).Replace("正文三", " 正文三\n", StringComparison.Ordinal));
        Assert.Equal(0, (await ReadAsync(TimeSpan.FromMinutes(5))).Fresh);
        var posts = await _station.Archive.SearchAsync(new PostQuery(), Ct);
        var edited = Assert.Single(posts, p => p.Edited is not null);
        Assert.Equal("正文二，更正：截止时间改为六号", edited.Text);
        Assert.Equal("正文二", Assert.Single(await _station.Archive.RevisionsAsync(edited.Id, Ct)).Text);
        Assert.Equal(4, posts.Count);
        await ReadAsync(TimeSpan.FromMinutes(5));
        Assert.Single(await _station.Archive.RevisionsAsync(edited.Id, Ct));
    }

    [Fact]
    public async Task A_page_that_is_missing_twice_marks_its_post_and_one_that_is_back_unmarks_it()
    {
        await ReadAsync();
        _pages["2"] = 404;
        await WatchAsync();
        Assert.Empty(await GoneAsync());
        await WatchAsync();
        Assert.Equal("二", Assert.Single(await GoneAsync()));
        _pages["2"] = 200;
        await WatchAsync();
        Assert.Empty(await GoneAsync());
    }

    [Fact]
    public async Task When_most_pages_are_missing_it_is_the_site_and_no_post_is_marked()
    {
        await ReadAsync();
        foreach (var id in new[] { "1", "2", "3" }) _pages[id] = 404;
        for (var i = 0; i < 4; i++) await WatchAsync();
        Assert.Empty(await GoneAsync());
        foreach (var id in _pages.Keys.ToList()) _pages[id] = 503;
        for (var i = 0; i < 3; i++) await WatchAsync();
        Assert.Empty(await GoneAsync());
    }

    [Fact]
    public async Task Pages_of_a_source_with_cookies_are_asked_for_again_with_them()
    {
        for (var i = 0; i < 2; i++, _time.Advance(TimeSpan.FromMinutes(61))) await _station.Get<GoneWatch>().LookAsync((await _station.Get<CollectLoop>().RunAsync("shy", Ct))!, Ct);
        Assert.Equal(["known=1", "known=1"], _cookies);
    }

    private async Task<SourceRun> ReadAsync(TimeSpan later = default)
    {
        _time.Advance(later);
        return (await _station.Get<CollectLoop>().RunAsync("one", Ct))!;
    }

    private async Task WatchAsync()
    {
        var run = await ReadAsync(TimeSpan.FromMinutes(61));
        await _station.Get<GoneWatch>().LookAsync(run, Ct);
    }

    private async Task JudgeAsync()
    {
        for (var i = 0; i < 3; i++) await _station.Get<JudgeLoop>().TickAsync(Ct);
    }

    private async Task<IEnumerable<string?>> GoneAsync() => (await _station.Archive.SearchAsync(new PostQuery(), Ct)).Where(p => p.GoneSince is not null).Select(p => p.Title);

    private string Feed(params string[] titles) => "<rss version='2.0'><channel><title>t</title>" + string.Concat(titles.Select((t, i) =>
        $"<item><title>{t}</title><guid isPermaLink='false'>{i}</guid><link>{_site.Url($"/p/{i + 1}")}</link><description>正文{t.Trim()}</description></item>")) + "</channel></rss>";
}
