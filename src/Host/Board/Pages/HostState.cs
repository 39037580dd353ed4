using Monitor.Collectors.Probes.Headers;
using Monitor.Collectors.Probes.Http;
using Monitor.Collectors.Probes.Tls;
using Monitor.Core.Probes;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using static Monitor.Host.Board.Speech.Tongue;

namespace Monitor.Host.Board.Pages;

/// <summary>Certificate and response headers of the host a target lives on, as the newest checks of any target of that host found them.</summary>
internal static class HostState
{
    public static async Task<Html> CardAsync(HttpContext context, Desk desk, TargetDefinition target, CancellationToken ct)
    {
        if (HostOf(target) is not { } host) return Html.Empty;
        List<Html> parts = [];
        foreach (var other in desk.Config.Targets.Where(t => t.Enabled && t.Options is TlsProbeOptions or HeadersProbeOptions && string.Equals(HostOf(t), host, StringComparison.OrdinalIgnoreCase)))
            parts.Add(Part(context, desk, other, (await desk.Archive.ProbesAsync(other.Id, DateTimeOffset.MinValue, 1, ct)).FirstOrDefault()));
        return parts.Count == 0 ? Html.Empty : $"""
            <section id="host-state" class="card" data-live="probes"><h2>{Say("证书与响应头")} <small>{host}</small></h2><div class="steps">{parts}</div></section>
            """;
    }

    /// <summary>The host name a target's own options lead to; null where the kind has none.</summary>
    public static string? HostOf(TargetDefinition target) => target.Options switch
    {
        TlsProbeOptions tls => tls.ServerName ?? tls.Host,
        HeadersProbeOptions headers => Named(headers.Url),
        HttpProbeOptions http => Named(http.Url),
        _ => null,
    };

    private static string? Named(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? uri.Host : null;

    private static Html Part(HttpContext context, Desk desk, TargetDefinition target, ProbeResult? last)
    {
        var kind = target.Options is TlsProbeOptions ? Say("证书") : Say("响应头");
        if (last is null) return $"<div class=\"part\"><h3>{kind}</h3><p class=\"empty\">{Say("尚无探测结果")}</p></div>";
        var findings = last.Findings.Where(f => Permissions.Sees(context.User, f)).OrderByDescending(f => f.Severity).ToList();
        var stale = desk.Now - last.At > target.Interval * 3;
        return $"""
            <div class="part"><h3>{kind} {Badges.Of(stale ? ProbeState.Unknown : last.State)}</h3><p class="muted"><a href="{Links.To("targets", target.Id)}">{target.Name}</a> · {Times.Tag(last.At)}</p>
            {(last.Message is { Length: > 0 } said && findings.Count == last.Findings.Count ? (Html)$"<p>{said}</p>" : Html.Empty)}
            <ul class="rows">{findings.Select(f => (Html)$"<li>{Badges.Of(f.Severity)} {f.Message}</li>")}</ul>{(findings.Count == 0 ? (Html)$"<p class=\"empty\">{Say("没有发现问题。")}</p>" : Html.Empty)}</div>
            """;
    }
}
