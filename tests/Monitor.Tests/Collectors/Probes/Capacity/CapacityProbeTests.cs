using System.ComponentModel.DataAnnotations;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Monitor.Collectors.Probes;
using Monitor.Collectors.Probes.Capacity;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Core.Security;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Collectors.Probes.Capacity;

/// <summary>The probe against a real server.</summary>
public sealed class CapacityProbeTests : IAsyncLifetime
{
    private static readonly TargetDefinition Target = new() { Id = "pool", Name = "连接池" };

    private readonly ForgetfulMemory _memory = new();
    private readonly FakeTimeProvider _time = new(Some.T0);
    private WebSite _site = null!;
    private string _answer = "";
    private string? _authorization;

    public async ValueTask InitializeAsync() => _site = await WebSite.StartAsync(app =>
    {
        app.MapGet("/n", (HttpContext c) =>
        {
            _authorization = c.Request.Headers.Authorization;
            return Results.Text(_answer);
        });
        app.MapGet("/no/{status:int}", (int status) => Results.StatusCode(status));
        app.MapGet("/away", () => Results.Redirect("/n"));
        app.MapGet("/hang", async (HttpContext c) => await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, c.RequestAborted));
    });

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData("{\"q\":{\"n\":79,\"max\":100}}", ProbeState.Up, null, "已用 79，上限 100（79%）")]
    [InlineData("{\"q\":{\"n\":\"80\",\"max\":100}}", ProbeState.Degraded, CapacityProbe.High, "接近上限：已用 80，上限 100（80%），提醒线 80%")]
    [InlineData("{\"q\":{\"n\":100,\"max\":100}}", ProbeState.Degraded, CapacityProbe.Full, "已达上限：已用 100，上限 100（100%）")]
    [InlineData("{\"q\":{\"n\":131.5,\"max\":100}}", ProbeState.Degraded, CapacityProbe.Full, "已达上限：已用 131.5，上限 100（131.5%）")]
    [InlineData("{\"q\":{\"max\":100}}", ProbeState.Unknown, CapacityProbe.Missing, "q.n 不在应答中，无法判断")]
    [InlineData("{\"q\":{\"n\":1}}", ProbeState.Unknown, CapacityProbe.Missing, "q.max 不在应答中，无法判断")]
    [InlineData("{\"q\":{\"n\":1,\"max\":0}}", ProbeState.Unknown, CapacityProbe.Missing, "q.max 的值是 0，上限应大于 0，无法判断")]
    [InlineData("{\"q\":{\"n\":true,\"max\":5}}", ProbeState.Unknown, CapacityProbe.Missing, "q.n 不是数，无法判断")]
    [InlineData("<html>", ProbeState.Unknown, CapacityProbe.Missing, "q.n 无法读取：应答不是 JSON，无法判断")]
    public async Task What_is_used_is_held_against_the_limit(string answer, ProbeState state, string? code, string message)
    {
        _answer = answer;
        var result = await ProbeAsync(Json);
        Assert.Equal((state, message, 200), (result.State, result.Message, result.Status));
        Assert.Equal(code, result.Findings.SingleOrDefault(f => f.Severity > FindingSeverity.Info)?.Code);
        Targets.AssertSane(result);
    }

    [Fact]
    public async Task Metrics_are_picked_by_their_labels_and_summed()
    {
        _answer = "# TYPE used gauge\nused{pool=\"a\",shard=\"1\"} 30\nused{pool=\"a\",shard=\"2\"} 33\nused{pool=\"b\"} 900\nmax{pool=\"a\"} 64\nmax{pool=\"b\"} 1000\nbad bad bad\n# EOF\n";
        var options = Json with { Format = CapacityFormat.Prometheus, Used = "used", Max = "max", Labels = new Dictionary<string, string> { ["pool"] = "a" } };
        Assert.Equal("接近上限：已用 63，上限 64（98.4%），提醒线 80%", (await ProbeAsync(options)).Message);
        Assert.Contains("没有带所求标签的序列", (await ProbeAsync(options with { MaxLabels = new Dictionary<string, string> { ["pool"] = "z" } })).Message, StringComparison.Ordinal);
        Assert.Equal("已用 900，上限 2000（45%）", (await ProbeAsync(options with { Max = null, Limit = 2000, Labels = new Dictionary<string, string> { ["pool"] = "b" } })).Message);
    }

    [Fact]
    public async Task A_rise_is_told_before_the_limit_from_what_is_kept_over_restarts_and_a_reset_ends_it()
    {
        ProbeResult? first = null, last = null;
        for (var i = 0; i <= 90; i++)
        {
            _answer = $"{{\"q\":{{\"n\":{300 + (4 * i)},\"max\":1000}}}}";
            last = await ProbeAsync(Json with { Horizon = TimeSpan.FromHours(1.5) });
            if (last.State == ProbeState.Degraded) first ??= last;
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        // 4 a minute: at 640 it takes 90 minutes to 1000.
        Assert.Equal("持续上升，约 1 小时 30 分后达到上限：已用 640，上限 1000（64%），每小时增加 24%", first!.Message);
        Assert.Equal(CapacityProbe.Rising, last!.Findings[0].Code);
        Assert.True((await _memory.ReadAsync("pool", "readings", default))!.Length < 150 * 40);
        for (var i = 0; i < 4; i++)
        {
            _answer = "{\"q\":{\"n\":5,\"max\":1000}}";
            last = await ProbeAsync(Json);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal((ProbeState.Up, "已用 5，上限 1000（0.5%）"), (last.State, last.Message));
    }

    [Fact]
    public async Task What_is_kept_is_bounded_however_often_it_is_looked_at()
    {
        var book = new ReadingBook(_memory, "pool", TimeSpan.FromHours(2));
        IReadOnlyList<Reading> all = [];
        for (var i = 0; i < 5000; i++) all = await book.AddAsync(new Reading(Some.T0.AddSeconds(10 * i), 0.5), default);
        Assert.InRange(all.Count, 100, ReadingBook.Most + 1);
        Assert.Equal(Some.T0.AddSeconds(10 * 4999), all[^1].At);
        Assert.True(all[0].At > all[^1].At.AddHours(-2));
        // Notes that cannot be read begin anew; a clock that was set back does not mix the order.
        await _memory.WriteAsync("pool", "readings", "[[1]]", default);
        Assert.Single(await book.AddAsync(new Reading(Some.T0, 0.5), default));
        Assert.Single(await book.AddAsync(new Reading(Some.T0.AddHours(-1), 0.5), default));
    }

    [Theory]
    [InlineData("/no/500", ProbeState.Down, "http.status")]
    [InlineData("/no/404", ProbeState.Down, "http.status")]
    [InlineData("/away", ProbeState.Down, "http.status")]
    [InlineData("/no/401", ProbeState.Unknown, CapacityProbe.Refused)]
    [InlineData("/no/403", ProbeState.Unknown, CapacityProbe.Refused)]
    public async Task An_answer_that_is_none_is_down_and_one_that_does_not_let_us_in_tells_nothing(string path, ProbeState state, string code)
    {
        var result = await ProbeAsync(Json with { Url = _site.Url(path).ToString() });
        Assert.Equal((state, code, "check"), (result.State, Assert.Single(result.Findings).Code, result.FailedPhase));
        // The credentials are not carried elsewhere.
        Assert.Equal(0, _site.Hits("/n"));
    }

    [Fact]
    public async Task Nobody_there_is_down_as_with_http()
    {
        var url = _site.Url("/n").ToString();
        await _site.DisposeAsync();
        Targets.AssertDown(await ProbeAsync(Json with { Url = url }), "connect", "连接被拒绝");
    }

    [Fact]
    public async Task Silence_is_down_after_the_time_given() =>
        Targets.AssertDown(await new CapacityProbe(Target, Json with { Url = _site.Url("/hang").ToString(), Timeout = TimeSpan.FromMilliseconds(300) }, TimeProvider.System, _memory).ProbeAsync(default), "first-byte", "超时");

    [Fact]
    public async Task Credentials_are_shown_as_configured_and_never_in_a_result()
    {
        _answer = "{\"q\":{\"n\":1,\"max\":2}}";
        var bearer = await ProbeAsync(Json with { Bearer = new Secret("env:B", "s3cret-token") });
        Assert.Equal("Bearer s3cret-token", _authorization);
        var basic = await ProbeAsync(Json with { User = "监测", Password = new Secret("env:P", "p:wd") });
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("监测:p:wd")), _authorization);
        Assert.DoesNotContain("s3cret", bearer.ToString() + basic, StringComparison.Ordinal);
        await ProbeAsync(Json);
        Assert.Null(_authorization);
    }

    [Fact]
    public void Options_say_what_is_wrong_with_them()
    {
        string[] Faults(CapacityProbeOptions o) => [.. o.Validate(new ValidationContext(o)).Select(r => r.ErrorMessage!)];
        Assert.Empty(Faults(Json));
        foreach (var (options, said) in new[]
        {
            (Json with { Limit = 5 }, "one of limit and max"), (Json with { Max = null }, "one of limit and max"), (Json with { Max = null, Limit = 0 }, "above zero"),
            (Json with { Max = null, Limit = double.NaN }, "above zero"), (Json with { Horizon = TimeSpan.FromHours(3) }, "at most window"), (Json with { User = "u" }, "together"),
            (Json with { Labels = new Dictionary<string, string> { ["a"] = "b" } }, "prometheus"), (Json with { Url = "http://u:p@x/" }, "their own options"),
            (Json with { Bearer = new Secret("env:B", "b"), User = "u", Password = new Secret("env:P", "p") }, "not both"),
        }) Assert.Contains(said, Assert.Single(Faults(options)), StringComparison.Ordinal);
    }

    private CapacityProbeOptions Json => new() { Url = _site.Url("/n").ToString(), Used = "q.n", Max = "q.max" };

    private Task<ProbeResult> ProbeAsync(CapacityProbeOptions options) => new CapacityProbe(Target, options, _time, (IProbeMemory)_memory).ProbeAsync(default);
}
