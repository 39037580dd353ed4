using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Monitor.Collectors.Probes;
using Monitor.Collectors.Probes.Exposure;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Xunit;

namespace Monitor.Tests.Collectors.Probes.Exposure;

/// <summary>Looks at a site on the loopback, without the waiting; what would have been waited is written down.</summary>
internal sealed class Looks(ExposureProbeOptions options, TimeProvider? time = null, IProbeMemory? memory = null)
{
    private static readonly TargetDefinition Target = new() { Id = "filing", Name = "志愿填报系统" };

    public IProbeMemory Memory { get; } = memory ?? new ForgetfulMemory();

    public List<TimeSpan> Waits { get; } = [];

    public static ExposureProbeOptions At(params WebSite[] sites) => new()
    {
        Hosts = [.. sites.Select(s => "http://" + s.Authority)],
        Authorisation = "云招考函〔2026〕12号",
        Until = new DateOnly(2999, 12, 31),
        Most = 2000,
    };

    public Task<ProbeResult> LookAsync(ExposureProbeOptions? other = null) => new ExposureProbe(Target, other ?? options, time ?? TimeProvider.System, Memory, (span, _) =>
    {
        Waits.Add(span);
        return Task.CompletedTask;
    }).ProbeAsync(TestContext.Current.CancellationToken);

    /// <summary>A site that answers some paths and says 404 to all others.</summary>
    public static Task<WebSite> SiteAsync(params (string Path, string Body)[] pages) => SiteAsync(pages.ToDictionary(p => p.Path, p => p.Body));

    public static Task<WebSite> SiteAsync(IDictionary<string, string> pages, Action<HttpContext>? each = null, System.Net.IPAddress? address = null) => WebSite.StartAsync(
        app => app.Run(async context =>
        {
            each?.Invoke(context);
            if (context.Response.StatusCode != 200) return;
            string? body;
            lock (pages) body = pages.TryGetValue(context.Request.Path, out var kept) ? kept : null;
            context.Response.StatusCode = body is null ? 404 : 200;
            context.Response.ContentType = body?.StartsWith('<') == true ? "text/html; charset=utf-8" : "application/octet-stream";
            await context.Response.WriteAsync(body ?? "<html><body>没有这个页面</body></html>");
        }),
        address: address);

    public static IEnumerable<string> Codes(ProbeResult result) => result.Findings.Where(f => f.Code is not (ExposureProbe.Looked or ExposureProbe.Partial)).Select(f => f.Code).Order(StringComparer.Ordinal);
}
