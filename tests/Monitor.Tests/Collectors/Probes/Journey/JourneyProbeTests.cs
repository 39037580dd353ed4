using Monitor.Collectors.Probes;
using Monitor.Collectors.Probes.Http.Conditions;
using Monitor.Collectors.Probes.Journey;
using Monitor.Core.Probes;
using Monitor.Core.Security;
using Xunit;

namespace Monitor.Tests.Collectors.Probes.Journey;

/// <summary>Whole journeys through a small filing system.</summary>
public sealed class JourneyProbeTests : IAsyncLifetime
{
    private FilingSite _filing = null!;

    public async ValueTask InitializeAsync() => _filing = await FilingSite.StartAsync();

    public ValueTask DisposeAsync() => _filing.DisposeAsync();

    [Fact]
    public async Task A_candidate_signs_in_looks_and_signs_out()
    {
        var result = await Targets.ProbeAsync(Journey());
        Assert.Equal((ProbeState.Up, null), (result.State, result.Message));
        var table = Assert.Single(result.Findings);
        Assert.Equal("journey.timing", table.Code);
        Assert.Matches("^1 打开登录页 [0-9]+ 毫秒；2 登录 [0-9]+ 毫秒；3 查询志愿 [0-9]+ 毫秒；4 退出 [0-9]+ 毫秒$", table.Message);
        Assert.Equal((1, 1), (_filing.Site.Hits("/query"), _filing.SignedOut));
        Targets.AssertSane(result);
    }

    [Fact]
    public async Task The_failing_step_is_named_with_what_was_expected_and_seen_and_the_session_is_ended()
    {
        var result = await Targets.ProbeAsync(With(2, s => s with { Url = "/broken" }));
        Assert.Equal((ProbeState.Down, "check", 500), (result.State, result.FailedPhase, result.Status));
        Assert.StartsWith("第 3 步“查询志愿”：状态码 500，期望 200", result.Message, StringComparison.Ordinal);
        Assert.EndsWith("页面：“系统繁忙 *** ***”", result.Message, StringComparison.Ordinal);
        Assert.Equal(result.Message, result.Findings.Single(f => f.Code == "journey.step").Message);
        Assert.Contains("3 查询志愿", result.Findings.Single(f => f.Code == "journey.timing").Message, StringComparison.Ordinal);
        Assert.Equal(1, _filing.SignedOut);
    }

    [Fact]
    public async Task A_password_that_the_server_sends_back_is_masked_in_every_dress()
    {
        var trace = new ProbeTrace();
        var result = await Targets.ProbeAsync(With(1, s => s with { Form = new Dictionary<string, string>(s.Form) { ["user"] = "nobody" } }), trace: trace);
        Assert.StartsWith("第 2 步“登录”：页面中没有期望的文字“我的志愿”", result.Message, StringComparison.Ordinal);
        var all = string.Join('\n', result.Findings.Select(f => f.Message).Append(result.Message).Concat(trace.Lines.Select(l => l.ToString())));
        Assert.Contains("密码错误：*** ***", all, StringComparison.Ordinal);
        foreach (var part in new[] { FilingSite.Password, Uri.EscapeDataString(FilingSite.Password), "R2FvL2thbysyMDI2", "form&token-42", "Gao" }) Assert.DoesNotContain(part, all, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_link_of_the_page_a_value_of_json_a_cookie_and_a_regex_carry_on()
    {
        var options = With(1, s => s with { Extract = new Dictionary<string, Extraction> { ["link"] = new() { Css = "#query", Attribute = "href" }, ["number"] = new() { Regex = "考生 ([0-9]+)" } } });
        options = options with
        {
            Steps =
            [
                .. options.Steps.Take(2),
                options.Steps[2] with { Url = "{{link}}", Extract = new Dictionary<string, Extraction> { ["ticket"] = new() { Json = "ticket" }, ["type"] = new() { Header = "Content-Type" } } },
                new JourneyStep
                {
                    Name = "检索", Method = JourneyMethod.Post, ReadOnly = true, Url = "/search", Headers = new Dictionary<string, string> { ["X-XSRF-TOKEN"] = "{{xsrf}}" },
                    Json = """{"ticket":"{{ticket}}","who":"{{number}}","said":"{{secret.password}}"}""", ExpectText = ["cookie-token-77", "\"ticket\":\"A-1\",\"who\":\"0001\""], RejectText = ["2026&\"密码"],
                },
            ],
        };
        Assert.Equal((ProbeState.Up, null), await StateAsync(options));
    }

    [Fact]
    public async Task A_value_that_is_not_there_fails_its_step()
    {
        var (state, message) = await StateAsync(With(0, s => s with { Extract = new Dictionary<string, Extraction>(s.Extract) { ["csrf"] = new() { Css = "input[name=gone]", Attribute = "value" } } }));
        Assert.Equal(ProbeState.Down, state);
        Assert.StartsWith("第 1 步“打开登录页”：没有取到“csrf”（css input[name=gone]@value）", message, StringComparison.Ordinal);
        Assert.Equal(0, _filing.Site.Hits("/query"));
    }

    [Fact]
    public async Task A_slow_step_is_degraded()
    {
        var (state, message) = await StateAsync(With(2, s => s with { MaxLatency = TimeSpan.FromTicks(1) }));
        Assert.Equal(ProbeState.Degraded, state);
        Assert.Matches("^第 3 步“查询志愿”：耗时 [0-9]+ 毫秒，期望不超过 ", message);
    }

    [Fact]
    public async Task A_redirect_to_a_host_that_is_not_named_ends_the_run()
    {
        var (state, message) = await StateAsync(With(2, s => s with { Url = "/away" }));
        Assert.Equal((ProbeState.Down, "第 3 步“查询志愿”：前往 other.example，不在 hosts 所列主机之内，已停止"), (state, message));
    }

    [Fact]
    public async Task A_sandbox_named_by_the_config_may_be_written_to()
    {
        var options = With(2, s => s with { Method = JourneyMethod.Delete, Url = "/filing", ExpectJson = new Dictionary<string, JsonCondition>(), ExpectText = ["deleted"] }) with { Sandbox = true, SandboxHost = _filing.Site.Authority };
        Assert.Empty(JourneyRules.Check(options));
        Assert.Equal((ProbeState.Up, null), await StateAsync(options));
    }

    [Fact]
    public async Task A_step_whose_value_tries_to_add_a_header_is_not_sent()
    {
        var options = Journey();
        options = options with { Steps = [options.Steps[0], options.Steps[2] with { Headers = new Dictionary<string, string> { ["X-A"] = "{{csrf}}\r\nX-B: 1" } }] };
        var (state, message) = await StateAsync(options);
        Assert.Equal((ProbeState.Down, "第 2 步“查询志愿”：请求头 X-A 的值含有换行，已拒绝发送"), (state, message));
        Assert.Equal(0, _filing.Site.Hits("/query"));
    }

    private static async Task<(ProbeState State, string? Message)> StateAsync(JourneyProbeOptions options)
    {
        var result = await Targets.ProbeAsync(options);
        return (result.State, result.Message);
    }

    private JourneyProbeOptions With(int index, Func<JourneyStep, JourneyStep> change)
    {
        var options = Journey();
        return options with { Steps = [.. options.Steps.Select((s, i) => i == index ? change(s) : s)] };
    }

    private JourneyProbeOptions Journey() => new()
    {
        Secrets = new Dictionary<string, Secret> { ["user"] = new("env:USER", "tester"), ["password"] = new("env:PASSWORD", FilingSite.Password) },
        Steps =
        [
            new() { Name = "打开登录页", Url = _filing.Site.Url("/login").AbsoluteUri, Extract = new Dictionary<string, Extraction> { ["csrf"] = new() { Css = "input[name=_csrf]", Attribute = "value" }, ["xsrf"] = new() { Cookie = "XSRF-TOKEN" } } },
            new()
            {
                Name = "登录", Method = JourneyMethod.Post, Login = true, Url = "/login", ExpectText = ["我的志愿"],
                Form = new Dictionary<string, string> { ["_csrf"] = "{{csrf}}", ["user"] = "{{secret.user}}", ["password"] = "{{secret.password}}" },
            },
            new() { Name = "查询志愿", Url = "/query?batch=1", ExpectJson = new Dictionary<string, JsonCondition> { ["status"] = new() { Is = "open" }, ["queue"] = new() { AtMost = 500 } } },
            new() { Name = "退出", Url = "/logout", Always = true },
        ],
    };
}
