using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Monitor.Core.Probes;

namespace Monitor.Host.Vantages;

/// <param name="Wait">How long to wait before the next try; null when it was taken.</param>
/// <param name="Trouble">For the log.</param>
internal sealed record SendOutcome(TimeSpan? Wait, string? Trouble, bool TooLarge = false);

/// <summary>One HTTPS request for each parcel of results. Answers that mean "never" are waited out as well: a config may be mended on either side.</summary>
internal sealed class ReportSender : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Refused = TimeSpan.FromMinutes(1);

    private readonly HttpClient _http;
    private readonly ReportConfig _report;
    private readonly ILogger _log;

    public ReportSender(ReportConfig report, ILogger log)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        if (report.CaFile is { } file)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(file);
            handler.SslOptions.CertificateChainPolicy = policy;
        }

        (_http, _report, _log) = (new HttpClient(handler) { Timeout = Limit }, report, log);
    }

    /// <param name="backoff">Waits that long where the answer names no time of its own.</param>
    public async Task<SendOutcome> SendAsync(IReadOnlyList<ProbeResult> results, TimeSpan backoff, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_report.To!, VantageEndpoints.Route.TrimStart('/')));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _report.Key!.Reveal());
        request.Content = new ByteArrayContent(ProbeWire.Write(results)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        try
        {
            using var response = await _http.SendAsync(request, ct);
            if (response.StatusCode == HttpStatusCode.RequestEntityTooLarge) return new(results.Count > 1 ? TimeSpan.Zero : null, "a single result is larger than the service takes and is left out", TooLarge: true);
            if (response.StatusCode is HttpStatusCode.OK) return new(null, null);
            if (response.StatusCode is HttpStatusCode.MultiStatus) return new(null, Faults(await response.Content.ReadAsStringAsync(ct)));
            var wait = response.Headers.RetryAfter?.Delta ?? ((int)response.StatusCode >= 500 || response.StatusCode == HttpStatusCode.TooManyRequests ? backoff : Refused);
            return new(wait, $"answered with status {(int)response.StatusCode}");
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new(backoff, e is OperationCanceledException ? $"no answer within {Limit.TotalSeconds:0} s" : e.Message);
        }
    }

    public void Dispose() => _http.Dispose();

    private string? Faults(string answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            var errors = document.RootElement.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("reason").GetString()).Distinct(StringComparer.Ordinal).Take(5).ToList();
            return "some results were not taken: " + string.Join("; ", errors);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            _log.LogWarning("The service's answer to a report is not readable");
            return null;
        }
    }
}
