using Microsoft.Extensions.Time.Testing;
using Monitor.Collectors.Fetching;
using Xunit;

namespace Monitor.Tests.Collectors.Fetching;

public sealed class RobotsBookTests
{
    private static readonly Uri Page = new("https://example.cn/list");
    private readonly FakeTimeProvider _time = new();
    private readonly List<Uri> _asked = [];
    private FetchResult _answer = Answer(FetchOutcome.Ok, 200);

    [Theory]
    [InlineData(FetchOutcome.HttpError, 404)]
    [InlineData(FetchOutcome.Blocked, 403)]
    [InlineData(FetchOutcome.HttpError, 410)]
    public async Task A_site_without_a_robots_file_may_be_fetched(FetchOutcome outcome, int status)
    {
        _answer = Answer(outcome, status);
        var verdict = await Book().ForAsync(Page, CancellationToken.None);
        Assert.True(verdict.Rules.Allows(Page.AbsoluteUri));
        Assert.Null(verdict.Unread);
    }

    [Theory]
    [InlineData(FetchOutcome.HttpError, 500, FetchOutcome.RobotsDenied)]
    [InlineData(FetchOutcome.HttpError, 503, FetchOutcome.RobotsDenied)]
    [InlineData(FetchOutcome.HttpError, 599, FetchOutcome.RobotsDenied)]
    [InlineData(FetchOutcome.HttpError, 302, FetchOutcome.RobotsDenied)]
    [InlineData(FetchOutcome.Blocked, 429, FetchOutcome.RobotsDenied)]
    [InlineData(FetchOutcome.Timeout, null, FetchOutcome.Timeout)]
    [InlineData(FetchOutcome.Unreachable, null, FetchOutcome.Unreachable)]
    [InlineData(FetchOutcome.RefusedAddress, null, FetchOutcome.RefusedAddress)]
    public async Task A_robots_file_that_cannot_be_read_forbids_everything(FetchOutcome outcome, int? status, FetchOutcome told)
    {
        _answer = Answer(outcome, status);
        var verdict = await Book().ForAsync(Page, CancellationToken.None);
        Assert.False(verdict.Rules.Allows(Page.AbsoluteUri));
        Assert.Equal(told, verdict.Unread?.Outcome);
    }

    [Fact]
    public async Task A_server_error_is_asked_about_again_after_ten_minutes()
    {
        var book = Book();
        _answer = Answer(FetchOutcome.HttpError, 500);
        await book.ForAsync(Page, CancellationToken.None);
        await book.ForAsync(Page, CancellationToken.None);
        Assert.Single(_asked);

        _time.Advance(TimeSpan.FromMinutes(11));
        _answer = Answer(FetchOutcome.HttpError, 404);
        Assert.Null((await book.ForAsync(Page, CancellationToken.None)).Unread);
    }

    [Fact]
    public async Task What_a_site_says_counts_for_a_day_and_is_then_asked_for_anew()
    {
        var book = Book();
        _answer = Answer(FetchOutcome.Ok, 200) with { Body = "User-agent: *\nDisallow: /"u8.ToArray() };
        Assert.False((await book.ForAsync(Page, CancellationToken.None)).Rules.Allows("/list"));
        _answer = Answer(FetchOutcome.Ok, 200);
        _time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.False((await book.ForAsync(Page, CancellationToken.None)).Rules.Allows("/list"));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await book.ForAsync(Page, CancellationToken.None)).Rules.Allows("/list"));
        Assert.Equal(2, _asked.Count);
    }

    [Fact]
    public async Task A_site_that_could_not_be_reached_is_asked_at_every_try()
    {
        var book = Book();
        _answer = Answer(FetchOutcome.Unreachable, null);
        Assert.NotNull((await book.ForAsync(Page, CancellationToken.None)).Unread);
        _answer = Answer(FetchOutcome.Ok, 200);
        Assert.Null((await book.ForAsync(Page, CancellationToken.None)).Unread);
    }

    [Fact]
    public async Task Each_scheme_host_and_port_has_rules_of_its_own()
    {
        var book = Book();
        foreach (var page in new[] { "https://example.cn/a", "https://EXAMPLE.cn/b", "http://example.cn/a", "https://example.cn:8443/a", "https://www.example.cn/a" }) await book.ForAsync(new Uri(page), CancellationToken.None);
        Assert.Equal(["https://example.cn/robots.txt", "http://example.cn/robots.txt", "https://example.cn:8443/robots.txt", "https://www.example.cn/robots.txt"], _asked.Select(u => u.AbsoluteUri));
    }

    [Fact]
    public async Task Who_gives_up_while_it_is_asked_for_leaves_the_others_to_ask()
    {
        var gate = new TaskCompletionSource<FetchResult>();
        var book = new RobotsBook("MonitorBot/0.1", _time, (url, ct) =>
        {
            _asked.Add(url);
            return _asked.Count == 1 ? gate.Task.WaitAsync(ct) : Task.FromResult(_answer);
        });
        using var stop = new CancellationTokenSource();
        var first = book.ForAsync(Page, stop.Token);
        var second = book.ForAsync(Page, CancellationToken.None);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Null((await second).Unread);
        Assert.Equal(2, _asked.Count);
    }

    [Fact]
    public async Task Of_more_hosts_than_any_district_reads_the_oldest_are_forgotten()
    {
        var book = Book();
        for (var host = 0; host < 600; host++, _time.Advance(TimeSpan.FromSeconds(1))) await book.ForAsync(new Uri($"https://h{host}.example/"), CancellationToken.None);
        await book.ForAsync(new Uri("https://h599.example/"), CancellationToken.None);
        Assert.Equal(600, _asked.Count);
        await book.ForAsync(new Uri("https://h0.example/"), CancellationToken.None);
        Assert.Equal(601, _asked.Count);
    }

    [Fact]
    public async Task An_earlier_copy_outlives_a_day_when_the_file_cannot_be_read_anew()
    {
        var book = Book();
        _answer = Answer(FetchOutcome.Ok, 200) with { Body = "User-agent: *\nDisallow: /private"u8.ToArray() };
        await book.ForAsync(Page, CancellationToken.None);

        _time.Advance(TimeSpan.FromDays(2));
        _answer = Answer(FetchOutcome.HttpError, 503);
        var verdict = await book.ForAsync(Page, CancellationToken.None);
        Assert.True(verdict.Rules.Allows("/list"));
        Assert.False(verdict.Rules.Allows("/private/x"));
        Assert.Equal(2, _asked.Count);
    }

    [Fact]
    public async Task Sources_that_start_together_ask_once()
    {
        var gate = new TaskCompletionSource<FetchResult>();
        var book = new RobotsBook("MonitorBot/0.1", _time, (url, _) =>
        {
            _asked.Add(url);
            return gate.Task;
        });
        var waiting = Enumerable.Range(0, 5).Select(_ => book.ForAsync(Page, CancellationToken.None)).ToArray();
        gate.SetResult(_answer);
        await Task.WhenAll(waiting);
        Assert.Equal("https://example.cn/robots.txt", Assert.Single(_asked).AbsoluteUri);
    }

    private RobotsBook Book() => new("MonitorBot/0.1", _time, (url, _) =>
    {
        _asked.Add(url);
        return Task.FromResult(_answer);
    });

    private static FetchResult Answer(FetchOutcome outcome, int? status) => new() { Outcome = outcome, Status = status, Url = Page };
}
