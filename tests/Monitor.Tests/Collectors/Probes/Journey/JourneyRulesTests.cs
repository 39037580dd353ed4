using Monitor.Collectors.Probes.Journey;
using Monitor.Core.Security;
using Monitor.Host.Configuration;
using Monitor.Tests.Host.Configuration;
using Xunit;

namespace Monitor.Tests.Collectors.Probes.Journey;

/// <summary>What a journey's config may not say; above all nothing that could change a real system.</summary>
public sealed class JourneyRulesTests
{
    private static readonly JourneyStep First = new() { Name = "打开", Url = "https://filing.example.cn/", Extract = new Dictionary<string, Extraction> { ["token"] = new() { Css = "b" } } };

    public static TheoryData<string, string, JourneyStep> Refused => new()
    {
        { "steps[1].method", "mark the step `login: true` or `readOnly: true`", new() { Method = JourneyMethod.Post, Url = "/file" } },
        { "steps[1].method", "PUT changes something", new() { Method = JourneyMethod.Put, Url = "/file" } },
        { "steps[1].method", "PATCH changes something", new() { Method = JourneyMethod.Patch, Url = "/file", ReadOnly = true } },
        { "steps[1].method", "DELETE changes something", new() { Method = JourneyMethod.Delete, Url = "https://filing.example.cn/file" } },
        { "steps[1].url", "the host other.example is not in `hosts`", new() { Url = "https://other.example/" } },
        { "steps[1].url", "a password must not stand in an address", new() { Url = "https://u:p@filing.example.cn/" } },
        { "steps[1].url", "expected http://", new() { Url = "query" } },
        { "steps[1].url", "nothing before this step gives a value to 'gone'", new() { Url = "/q?x={{gone}}" } },
        { "steps[1].url", "nothing before this step gives a value to 'secret.gone'", new() { Url = "/q?x={{secret.gone}}" } },
        { "steps[1].url", "expected {{name}}", new() { Url = "/q?x={{ to ken }}" } },
        { "steps[1].form.a", "'own'", new() { Method = JourneyMethod.Post, ReadOnly = true, Url = "/q", Form = new Dictionary<string, string> { ["a"] = "{{own}}" }, Extract = new Dictionary<string, Extraction> { ["own"] = new() { Css = "b" } } } },
        { "steps[1].json", "no JSON", new() { Method = JourneyMethod.Post, ReadOnly = true, Url = "/q", Json = "{a" } },
        { "steps[1].method", "get and head send no form", new() { Url = "/q", Form = new Dictionary<string, string> { ["a"] = "b" } } },
        { "steps[1].login", "only a post signs in", new() { Url = "/q", Login = true } },
        { "steps[1].headers", "set by the client itself", new() { Url = "/q", Headers = new Dictionary<string, string> { ["Content-Length"] = "1" } } },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_step_that_may_not_be_is_refused_where_it_stands(string member, string said, JourneyStep step)
    {
        var bad = Assert.Single(JourneyRules.Check(With(step)));
        Assert.Equal(member, Assert.Single(bad.MemberNames));
        Assert.Contains(said, bad.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sandbox_lets_changes_go_to_its_own_host_only()
    {
        var put = new JourneyStep { Name = "改", Method = JourneyMethod.Put, Url = "/file" };
        var other = With(put) with { Sandbox = true, SandboxHost = "sandbox.example.cn", Hosts = ["filing.example.cn", "sandbox.example.cn"] };
        Assert.Contains("may only go to sandboxHost 'sandbox.example.cn'", Assert.Single(JourneyRules.Check(other)).ErrorMessage, StringComparison.Ordinal);
        Assert.Empty(JourneyRules.Check(other with { Steps = [First, put with { Url = "https://sandbox.example.cn/file" }] }));
        Assert.Single(JourneyRules.Check(other with { Steps = [First, put with { Url = "https://sandbox.example.cn:8443/file" }] }));
        Assert.Single(JourneyRules.Check(other with { Steps = [First, put with { Url = "{{token}}" }] }));
        Assert.Single(JourneyRules.Check(With(First with { Name = "b" }) with { Sandbox = true }));
    }

    [Fact]
    public void A_first_step_must_say_where_it_goes_and_secrets_must_be_long_enough_to_mask()
    {
        Assert.Single(JourneyRules.Check(new JourneyProbeOptions { Steps = [First with { Url = "/login" }] }));
        Assert.Single(JourneyRules.Check(new JourneyProbeOptions()));
        Assert.Contains("secrets.pin", Assert.Single(JourneyRules.Check(With(First with { Name = "b" }) with { Secrets = new Dictionary<string, Secret> { ["pin"] = new("env:PIN", "123") } })).ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void The_config_names_file_line_and_key()
    {
        using var config = new TempConfig();
        config.Write("targets/j.yaml", """
            id: filing-journey
            name: 流程
            kind: journey
            options:
              steps:
                - name: 打开
                  url: https://filing.example.cn/
                - name: 提交
                  method: post
                  url: /file
                - name: 查询
                  url: /q?x={{csrf}}
                  extract: {a: {css: b, json: c}}
            """);
        var errors = ConfigLoader.Load(config.Directory).Errors.Select(e => $"{e.Line} {e.Key}: {e.Message}").ToList();
        Assert.Contains(errors, e => e.StartsWith("9 options.steps[1].method: a POST may change something", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.StartsWith("12 options.steps[2].url: nothing before this step gives a value to 'csrf'", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.StartsWith("13 options.steps[2].extract.a: expected exactly one of", StringComparison.Ordinal));
    }

    private static JourneyProbeOptions With(JourneyStep second) => new() { Steps = [First, second with { Name = second.Name.Length > 0 ? second.Name : "second" }] };
}
