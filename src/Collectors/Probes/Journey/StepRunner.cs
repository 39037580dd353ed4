using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Monitor.Collectors.Probes.Http;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Journey;

/// <summary>Does the steps of one run one after the other, on connections and cookies of its own.</summary>
internal sealed class StepRunner : IDisposable
{
    /// <summary>Shorter values of cookies are words such as a language.</summary>
    private const int ShortestSession = 8;

    private readonly JourneyProbeOptions _options;
    private readonly PhaseClock _clock;
    private readonly SecretMask _mask;
    private readonly ProbeTrace? _trace;
    private readonly JourneyValues _values;
    private readonly Uri _start;
    private Uri _page;
    private JourneyStep? _now;

    /// <exception cref="OptionFileException">caFile is of no use.</exception>
    public StepRunner(JourneyProbeOptions options, PhaseClock clock, TimeProvider time, SecretMask mask, ProbeTrace? trace)
    {
        (_options, _clock, _mask, _trace) = (options, clock, mask, trace);
        _values = new(options, mask);
        _start = _page = JourneyRules.HostOf(options.Steps[0].Url)!;
        Exchange = new(new(options.Timeout, options.CaFile, options.Version, HttpProbeOptions.Family(options.IpVersion)) { Refuse = Refuse }, clock, time, trace);
    }

    public HttpExchange Exchange { get; }

    /// <param name="limit">Time of the journey, for messages.</param>
    /// <exception cref="OperationCanceledException">By <paramref name="caller"/>.</exception>
    public async Task<StepOutcome> RunAsync(int number, TimeSpan limit, CancellationToken ct, CancellationToken caller)
    {
        var step = _options.Steps[number - 1];
        var began = Stopwatch.GetTimestamp();
        HttpAnswer? answer = null;
        try
        {
            _now = step;
            answer = await Exchange.RunAsync(Ask(step), ct);
            _clock.Enter(Phases.Check);
            var ms = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            var findings = HttpChecks.Of(answer, step, _trace);
            if (findings.Where(HttpChecks.Breaks).ToList() is { Count: > 0 } broken)
                return Ended(new(ProbeState.Down, Phases.Check, string.Join("；", broken.Select(f => f.Message)), broken[0].Code));
            _values.Extract(step, answer, Exchange.Cookies, _trace);
            _page = answer.Url;
            return new(number, step.Name, ms, answer.Status, null, [.. findings, .. HttpSpeed.Slow("耗时", "maxLatency", ms, step.MaxLatency, _trace) is { } slow ? [slow with { Code = "journey.latency" }] : Array.Empty<Finding>()], "");
        }
        catch (Exception) when (caller.IsCancellationRequested)
        {
            throw new OperationCanceledException(caller);
        }
        catch (Exception e)
        {
            return Ended(HttpFaults.Of(e, _clock.Current ?? Phases.Check, Exchange, limit));
        }

        StepOutcome Ended(Failure failure)
        {
            // A session number that the page repeats opens the session to whoever reads the message.
            foreach (var cookie in Exchange.Cookies.GetAllCookies().Where(c => c.Value.Length >= ShortestSession)) _mask.Add(cookie.Value);
            return new(number, step.Name, Stopwatch.GetElapsedTime(began).TotalMilliseconds, answer?.Status, failure with { Message = _mask.Clean(failure.Message) }, [], answer is null ? "" : Excerpt.Of(answer, _mask));
        }
    }

    public void Dispose() => Exchange.Dispose();

    private HttpAsk Ask(JourneyStep step)
    {
        _clock.Enter(Phases.Check);
        var url = Address(step);
        var form = step.Form.Select(f => KeyValuePair.Create(f.Key, _values.Fill(f.Value, v => v))).ToList();
        var json = step.Json is { } template ? _values.Fill(template, v => JsonEncodedText.Encode(v).ToString()) : null;
        return new HttpAsk(url, new HttpMethod(step.Method.ToString().ToUpperInvariant()))
        {
            FollowRedirects = step.FollowRedirects,
            // To the step's own host: they may hold tokens.
            OwnHeaders = [.. step.Headers.Select(h => KeyValuePair.Create(h.Key, Line(h.Key, _values.Fill(h.Value, v => v))))],
            Body = form.Count > 0 ? () => new FormUrlEncodedContent(form)
                : json is not null ? () => new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"))
                : null,
        };
    }

    private Uri Address(JourneyStep step)
    {
        // A whole link that a page gave is one already; anything else is put into a part of an address.
        var isLink = step.Url.StartsWith("{{", StringComparison.Ordinal);
        var rest = step.Url.IndexOf("}}", StringComparison.Ordinal) + 2;
        var text = isLink
            ? _values.Fill(step.Url[..rest], v => v) + _values.Fill(step.Url[rest..], Uri.EscapeDataString)
            : _values.Fill(step.Url, Uri.EscapeDataString);
        if (!Uri.TryCreate(isLink ? _page : _start, text, out var url)) throw new FaultException("journey.value", $"“{_mask.Clean(text)}”不是地址");
        return url;
    }

    private static string Line(string name, string value) =>
        value.AsSpan().ContainsAny('\r', '\n', '\0') ? throw new FaultException("journey.value", $"请求头 {name} 的值含有换行，已拒绝发送") : value;

    private string? Refuse(Uri url)
    {
        if (!_options.MayAsk.Contains(url.Host, StringComparer.OrdinalIgnoreCase)) return $"前往 {url.Host}，不在 hosts 所列主机之内，已停止";
        return _now is { IsChange: true } && !JourneyRules.IsSandbox(_options, url) ? $"会改动数据的步骤前往 {url.Authority}，不是 sandboxHost，已停止" : null;
    }
}
