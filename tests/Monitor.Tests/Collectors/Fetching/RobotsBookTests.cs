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
    [InlineData(FetchOutcome.HttpError, 503, FetchOutcome.RobotsDenied)]
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
