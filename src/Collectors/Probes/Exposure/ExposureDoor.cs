using Monitor.Collectors.Probes.Headers;
using Monitor.Core.Contracts;

namespace Monitor.Collectors.Probes.Exposure;

/// <summary>
/// The only way out of this probe: GET to the listed origins, one at a time, at the pace, up to the look's limit. No credentials, no cookies;
/// of a body no more is read than is needed to know it, and the rest is not waited for.
/// </summary>
internal sealed class ExposureDoor : IDisposable
{
    /// <summary>Enough to know an archive by, and too little to be a copy of it.</summary>
    public const int FewBytes = 4 * 1024;

    private const int PageBytes = 64 * 1024;
    private readonly HttpMessageInvoker _http;
    private readonly HashSet<string> _origins;
    private readonly ExposureProbeOptions _options;
    private readonly PhaseClock _clock;
    private readonly TimeProvider _time;
    private readonly Func<TimeSpan, CancellationToken, Task> _wait;

    public ExposureDoor(ExposureProbeOptions options, IEnumerable<Uri> origins, PhaseClock clock, TimeProvider time, Func<TimeSpan, CancellationToken, Task> wait)
    {
        (_options, _clock, _time, _wait) = (options, clock, time, wait);
        _origins = [.. origins.Select(Origin)];
        var handler = ProbeHandler.Create(options.Timeout, null, clock, time, cookies: false, (_, _, _, _) => true); // certificates are the tls kind's matter
        handler.MaxResponseDrainSize = 0; // what is not read is not fetched either
        _http = new(handler, disposeHandler: true);
    }

    public int Sent { get; private set; }

    public bool Spent => Sent >= _options.Most;

    /// <summary>Where the last request stands, or ended.</summary>
    public string Phase => _clock.Current ?? Phases.FirstByte;

    public static string AgentOf(string? contact) => string.IsNullOrWhiteSpace(contact) ? "Monitor-Exposure/0.1" : $"Monitor-Exposure/0.1 (+{contact})";

    /// <param name="few">Only the first 4 KB.</param>
    /// <exception cref="HttpRequestException">Network or protocol failure.</exception>
    /// <exception cref="TimeoutException">No answer in time.</exception>
    /// <exception cref="InvalidOperationException">The address is not of a listed host: a fault of ours.</exception>
    public async Task<ExposureAnswer> GetAsync(Uri url, bool few, CancellationToken ct)
    {
        if (!_origins.Contains(Origin(url))) throw new InvalidOperationException($"{Origin(url)} is not listed");
        if (Sent++ > 0) await _wait(_options.Pace, ct);
        using var timer = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
        try
        {
            using var request = Request(url, few);
            using var response = await _http.SendAsync(request, either.Token);
            var fields = new HeaderFields();
            foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
                foreach (var value in values) fields.Add(name, value);
            var (body, _) = await ProbeHandler.ReadAsync(response, few ? FewBytes : PageBytes, either.Token);
            return new(url, (int)response.StatusCode, fields, few && body.Length > FewBytes ? body[..FewBytes] : body, response.Content.Headers.ContentType?.CharSet);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
    }

    /// <summary>The front page: its redirects are followed while they stay on the list.</summary>
    public async Task<ExposureAnswer> FrontAsync(Uri origin, CancellationToken ct)
    {
        var answer = await GetAsync(origin, few: false, ct);
        for (var hop = 0; hop < 3 && !Spent && answer.Status is 301 or 302 or 303 or 307 or 308; hop++)
        {
            if (!Uri.TryCreate(answer.Url, answer.Fields.Joined("location"), out var next) || !_origins.Contains(Origin(next))) break;
            answer = await GetAsync(next, few: false, ct);
        }

        return answer;
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(Uri url, bool few)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("User-Agent", AgentOf(_options.Contact));
        request.Headers.TryAddWithoutValidation("Accept", "*/*");
        if (!few) return request;
        request.Headers.TryAddWithoutValidation("Range", $"bytes=0-{FewBytes - 1}");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        return request;
    }

    private static string Origin(Uri url) => url.GetLeftPart(UriPartial.Authority).ToLowerInvariant();
}
