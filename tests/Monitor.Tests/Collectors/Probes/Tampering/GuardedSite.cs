using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Monitor.Collectors.Probes;
using Monitor.Collectors.Probes.Tampering;
using Monitor.Core.Probes;

namespace Monitor.Tests.Collectors.Probes.Tampering;

/// <summary>A page on a real server that the test rewrites, and the probe that watches it with one memory.</summary>
internal sealed class GuardedSite : IAsyncDisposable
{
    private readonly WebSite _site;

    private GuardedSite(WebSite site) => _site = site;

    public static readonly TargetDefinition Target = new() { Id = "filing", Name = "志愿填报系统页面", Kind = "tampering" };

    /// <summary>What the next look is answered; told the visitor's agent.</summary>
    public Func<string, string> Page { get; set; } = _ => "";

    public int Status { get; set; } = 200;

    public Encoding Charset { get; set; } = Encoding.UTF8;

    public ForgetfulMemory Memory { get; } = new();

    public TamperingProbeOptions Options { get; set; } = new();

    public TamperingApproval Approval => new(Memory);

    public static async Task<GuardedSite> StartAsync(string page)
    {
        GuardedSite? made = null;
        var site = await WebSite.StartAsync(app => app.MapGet("/", (HttpContext c) =>
        {
            c.Response.StatusCode = made!.Status;
            c.Response.ContentType = "text/html; charset=" + made.Charset.WebName;
            return c.Response.Body.WriteAsync(made.Charset.GetBytes(made.Page(c.Request.Headers.UserAgent.ToString()))).AsTask();
        }));
        made = new(site) { Page = _ => page };
        made.Options = new() { Url = site.Url("/").ToString() };
        return made;
    }

    public Task<ProbeResult> LookAsync() => new TamperingProbe(Target, Options, TimeProvider.System, Memory).ProbeAsync(CancellationToken.None);

    /// <summary>Learns the page as it is now.</summary>
    public async Task LearnAsync()
    {
        for (var look = 0; look < Options.Learn; look++) await LookAsync();
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
