using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Time.Testing;
using Monitor.Host.Demo;
using Monitor.Host.Demo.Clock;
using Monitor.Host.Demo.District;
using Monitor.Host.Demo.Receivers;
using Xunit;

namespace Monitor.Tests.Demo;

public sealed class DistrictTests : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("district").FullName;
    private readonly FakeTimeProvider _time = new(DemoDay.Start.AddMinutes(10));
    private readonly DemoPorts _ports = DemoPorts.Free(0);
    private readonly HttpClient _client = new();
    private FaultBoard _faults = null!;
    private Journal<CaughtCall> _calls = null!;
    private WebApplication _app = null!;

    public async ValueTask InitializeAsync()
    {
        var scenario = new Scenario(Scenario.Load(), DemoDay.Start, _time);
        _faults = new FaultBoard(scenario);
        _calls = new Journal<CaughtCall>(Path.Combine(_directory, "calls.jsonl"));
        var certificates = DemoCertificates.Ensure(Path.Combine(_directory, "certificates"), DemoDay.Start, TimeProvider.System.GetUtcNow());
        _app = DemoDistrict.Build(scenario, _faults, certificates, new WebhookReceiver(_calls, "secret", _time), _ports, _time);
        await _app.StartAsync();
    }

    [Fact]
    public async Task The_microblog_shows_only_what_is_out_by_now()
    {
        var before = await PostsAsync();
        _time.Advance(TimeSpan.FromMinutes(30));
        var after = await PostsAsync();
        Assert.NotEmpty(before);
        Assert.True(after.Count > before.Count);
        Assert.DoesNotContain(before, t => t.Contains("试卷已经泄露"));
        Assert.Contains(after, t => t.Contains("试卷已经泄露"));
    }

    [Fact]
    public async Task The_forum_is_written_in_gbk_and_the_others_answer()
    {
        var bytes = await _client.GetByteArrayAsync($"http://127.0.0.1:{_ports.Forum}/list");
        Assert.Contains("青梧论坛", Encoding.GetEncoding("GBK").GetString(bytes));
        Assert.DoesNotContain("青梧论坛", Encoding.UTF8.GetString(bytes));
        Assert.Contains("<rss", await _client.GetStringAsync($"http://127.0.0.1:{_ports.News}/feed.xml"));
        Assert.Contains("志愿填报", await _client.GetStringAsync($"http://127.0.0.1:{_ports.Notices}/notices"));
        Assert.Contains("Allow: /", await _client.GetStringAsync($"http://127.0.0.1:{_ports.Forum}/robots.txt"));
    }

    [Fact]
    public async Task Faults_follow_the_script_until_a_hand_takes_over()
    {
        var home = $"http://127.0.0.1:{_ports.Filing}/";
        Assert.Contains("青梧区中考志愿填报系统", await _client.GetStringAsync(home));
        _time.Advance(TimeSpan.FromMinutes(45));
        Assert.Equal(HttpStatusCode.InternalServerError, (await _client.GetAsync(home)).StatusCode);
        _faults.Switch(Fault.Errors, false);
        _faults.Switch(Fault.TamperedPage, true);
        Assert.Contains("娱乐城", await _client.GetStringAsync(home));
        _faults.Follow(Fault.Errors);
        Assert.Equal(HttpStatusCode.InternalServerError, (await _client.GetAsync(home)).StatusCode);
    }

    [Fact]
    public async Task The_certificate_can_run_out_at_the_turn_of_a_switch()
    {
        Assert.True(await ServedUntilAsync() > _time.GetUtcNow());
        _faults.Switch(Fault.ExpiredCertificate, true);
        Assert.True(await ServedUntilAsync() < _time.GetUtcNow());
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _calls.Dispose();
        _client.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task<DateTimeOffset> ServedUntilAsync()
    {
        DateTimeOffset until = default;
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
        {
            until = new X509Certificate2(certificate!).NotAfter;
            return true;
        };
        using var client = new HttpClient(handler);
        await client.GetStringAsync($"https://127.0.0.1:{_ports.FilingTls}/");
        return until;
    }

    private async Task<List<string>> PostsAsync()
    {
        using var json = JsonDocument.Parse(await _client.GetStringAsync($"http://127.0.0.1:{_ports.Microblog}/api/posts"));
        return json.RootElement.GetProperty("data").GetProperty("list").EnumerateArray().Select(p => p.GetProperty("text").GetString()!).ToList();
    }
}
