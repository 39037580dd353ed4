using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Host;
using Monitor.Host.Api.Beat;
using Monitor.Host.Scheduling;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Host.Api;

/// <summary>Jobs report in over HTTP, to the service composed as it runs.</summary>
public sealed class BeatTests : IAsyncDisposable
{
    private const string Token = "a-token-nobody-would-ever-guess-01";
    private const string OtherToken = "a-token-nobody-would-ever-guess-02";

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("beat");
    private readonly FakeTimeProvider _time = new(Some.T0);
    private readonly HttpClient _client = new();

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        _home.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_job_is_heard_judged_and_remembered_over_a_restart()
    {
        await using (var app = await OpenAsync())
        {
            Assert.Equal(ProbeState.Unknown, (await CheckAsync(app)).State);
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Post })
                Assert.Equal(HttpStatusCode.NoContent, await SendAsync(app, "backup", Token, null, method));
            Assert.Equal(ProbeState.Up, (await CheckAsync(app)).State);
            // As curl -d sends it: JSON under the name of a form.
            Assert.Equal(HttpStatusCode.NoContent, await SendAsync(app, "backup", Token, """{"status":"fail","message":"磁盘已满\n请联系 13812345678","took":"1m30s"}""", type: "application/x-www-form-urlencoded"));
            Assert.Equal("任务报告失败：磁盘已满 请联系 〔手机号〕", (await CheckAsync(app)).Message);
        }

        await using (var app = await OpenAsync())
        {
            Assert.Equal(ProbeState.Down, (await CheckAsync(app)).State);
            Assert.Equal(HttpStatusCode.NoContent, await SendAsync(app, "backup?status=ok", Token, null, HttpMethod.Get));
            Assert.Equal(ProbeState.Up, (await CheckAsync(app)).State);
            _time.Advance(TimeSpan.FromHours(2));
            Assert.Equal("已 2 小时未报到（应每 1 小时）", (await CheckAsync(app)).Message);
        }
    }

    [Fact]
    public async Task Without_the_right_all_are_answered_alike_and_nothing_is_noted()
    {
        await using var app = await OpenAsync();
        HashSet<string> answers = [];
        foreach (var (target, token) in new[] { ("backup", OtherToken), ("backup", ""), ("backup", null), ("nowhere", Token), ("off", Token), ("site", Token), ("other", Token) })
            answers.Add(await AnswerAsync(app, target, token));
        Assert.StartsWith("401 Bearer {\"code\":\"refused\"", Assert.Single(answers), StringComparison.Ordinal);
        // The token in the address is no token: addresses are logged.
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(app, "backup?key=" + Token, null, null));
        Assert.Equal(ProbeState.Unknown, (await CheckAsync(app)).State);
    }

    [Theory]
    [InlineData("""{"status":"done"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"took":-1}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"took":"soon"}""", HttpStatusCode.BadRequest)]
    [InlineData("""["ok"]""", HttpStatusCode.BadRequest)]
    [InlineData("status=ok", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.NoContent)]
    [InlineData(" \r\n", HttpStatusCode.NoContent)]
    [InlineData("""{"status":"ok","took":12.5,"more":[1]}""", HttpStatusCode.NoContent)]
    public async Task Bodies_are_read_strictly_and_small(string body, HttpStatusCode expected)
    {
        await using var app = await OpenAsync();
        Assert.Equal(expected, await SendAsync(app, "backup", Token, body));
        Assert.Equal(expected == HttpStatusCode.NoContent ? ProbeState.Up : ProbeState.Unknown, (await CheckAsync(app)).State);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(app, "backup", Token, new string(' ', BeatEndpoints.MostBytes + 1)));
    }

    [Fact]
    public async Task Who_floods_is_slowed_down()
    {
        await using var app = await OpenAsync();
        for (var i = 0; i < BeatEndpoints.MostAMinute; i++) Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(app, "backup", "guess" + i, null));
        Assert.Equal(HttpStatusCode.TooManyRequests, await SendAsync(app, "backup", Token, null));
    }

    private static async Task<ProbeResult> CheckAsync(WebApplication app) => (await app.Services.GetRequiredService<ProbeLoop>().RunAsync("backup", default))!;

    private async Task<HttpStatusCode> SendAsync(WebApplication app, string target, string? token, string? body, HttpMethod? method = null, string type = "application/json")
    {
        using var answer = await AskAsync(app, target, token, body, method, type);
        return answer.StatusCode;
    }

    private async Task<string> AnswerAsync(WebApplication app, string target, string? token)
    {
        using var answer = await AskAsync(app, target, token, null, null, "");
        return $"{(int)answer.StatusCode} {answer.Headers.WwwAuthenticate} {await answer.Content.ReadAsStringAsync()}";
    }

    private async Task<HttpResponseMessage> AskAsync(WebApplication app, string target, string? token, string? body, HttpMethod? method, string type)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, $"{app.Urls.First()}/api/beat/{target}");
        if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type));
        return await _client.SendAsync(request);
    }

    private async Task<WebApplication> OpenAsync()
    {
        var config = _home.CreateSubdirectory("config");
        await File.WriteAllTextAsync(Path.Combine(config.FullName, "monitor.yaml"), "storage: {}\n");
        var targets = config.CreateSubdirectory("targets").FullName;
        foreach (var (id, token, rest) in new[] { ("backup", Token, ""), ("other", OtherToken, ""), ("off", Token, "enabled: false\n") })
            await File.WriteAllTextAsync(Path.Combine(targets, id + ".yaml"), $"id: {id}\nname: 任务\nkind: heartbeat\n{rest}options: {{ tokenSha256: {Hash(token)}, every: 1h }}\n");
        await File.WriteAllTextAsync(Path.Combine(targets, "site.yaml"), "id: site\nname: 网站\nkind: http\noptions: { url: \"http://127.0.0.1:9/\" }\n");
        var app = await MonitorApp.BuildAsync(new MonitorAppOptions { ConfigDirectory = config.FullName, DataDirectory = Path.Combine(_home.FullName, "data"), RunLoops = false, Time = _time, Urls = ["http://127.0.0.1:0"] }, default);
        await app.StartAsync();
        return app;
    }

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
