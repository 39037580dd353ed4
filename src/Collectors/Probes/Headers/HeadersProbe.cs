using System.Net.Sockets;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Headers;

/// <summary>Reads a site's security headers and cookies and scores them as MDN's HTTP Observatory does.</summary>
internal sealed class HeadersProbe(TargetDefinition target, HeadersProbeOptions options, TimeProvider time) : IProbe
{
    public string? Host { get; } = new Uri(options.Url).Host;

    public async Task<ProbeResult> ProbeAsync(CancellationToken ct)
    {
        var at = time.GetUtcNow();
        var clock = new PhaseClock();
        using var timer = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
        try
        {
            using var exchange = new HeadersExchange(options, clock, time);
            var site = await LookAsync(exchange, either.Token);
            return Judge(HeaderTests.Run(site), at) with { Timings = clock.Stop(), Status = exchange.Status, Certificate = exchange.Certificate };
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(ct);
        }
        catch (Exception e)
        {
            var failure = Failure.Of(e, clock.Current ?? Phases.Check, options.Timeout);
            return new() { TargetId = target.Id, At = at, State = failure.State, FailedPhase = failure.Phase, Message = failure.Message, Timings = clock.Stop() };
        }
    }

    private async Task<SiteView> LookAsync(HeadersExchange exchange, CancellationToken ct)
    {
        var preload = options.PreloadList is { } file ? PreloadList.Read(file) : PreloadList.Empty;
        var url = new Uri(options.Url);
        var plain = await PlainAsync(exchange, url, ct);
        var (_, cors) = await exchange.FollowAsync(url, HeadersExchange.ForeignOrigin, readBody: false, ct);
        // Last, so that status and certificate are the page's.
        var (_, page) = await exchange.FollowAsync(url, null, readBody: true, ct);
        var secure = page.Url.Scheme == Uri.UriSchemeHttps;
        return new()
        {
            Host = url.Host,
            Page = page,
            Https = new(true, secure ? page : null),
            Plain = plain,
            Cors = new(true, cors),
            Origin = HeadersExchange.ForeignOrigin,
            Preload = preload,
        };
    }

    private async Task<PlainRoad?> PlainAsync(HeadersExchange exchange, Uri url, CancellationToken ct)
    {
        var address = options.PlainUrl ?? (url.Scheme == Uri.UriSchemeHttp ? options.Url : url.IsDefaultPort ? $"http://{url.Host}{url.PathAndQuery}" : null);
        if (address is null) return null;
        // Firewalls drop port 80 silently; waiting for it must leave time for the page.
        using var timer = new CancellationTokenSource(options.Timeout / 3, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
        try
        {
            var (hops, answer) = await exchange.FollowAsync(new Uri(address), null, readBody: false, either.Token);
            return new(hops, answer.Verified);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new([], true);
        }
        catch (HttpRequestException e) when (e.InnerException is SocketException { SocketErrorCode: var code } && !OwnNetwork.IsCause(code))
        {
            return new([], true); // nothing answers there; whether the site is reachable at all the page will tell
        }
    }

    private ProbeResult Judge(IReadOnlyList<HeaderResult> results, DateTimeOffset at)
    {
        var score = Grade.Score(results);
        var missed = options.MinGrade is { } least && score < Grade.Floor(least) ? [$"等级 {Grade.Of(score)}（{score} 分）低于要求的 {least}"] : Array.Empty<string>();
        var failed = results.Where(r => r.Outcome.Pass == false && options.Require.Contains(r.Test)).Select(r => $"{r.Test}：{r.Outcome.Chinese}");
        string[] broken = [.. missed, .. failed];
        return new()
        {
            TargetId = target.Id,
            At = at,
            State = broken.Length > 0 ? ProbeState.Degraded : ProbeState.Up,
            Message = broken.Length > 0 ? string.Join("；", broken) : null,
            Findings = [new("headers.grade", FindingSeverity.Info, $"安全响应头等级 {Grade.Of(score)}，{score} 分 / security headers: grade {Grade.Of(score)}, score {score}"), .. HeaderFindings.Of(results)],
        };
    }
}
