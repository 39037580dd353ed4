using System.Net.Http.Headers;
using System.Net.Security;
using System.Text;
using System.Text.Json;
using Monitor.Core.Security;

namespace Monitor.Collectors.Probes.Capacity;

/// <summary>One GET for the numbers. Redirects are not followed: the credentials are for this address.</summary>
internal sealed class CapacityExchange(CapacityProbeOptions options, PhaseClock clock, TimeProvider time) : IDisposable
{
    private const int MaxBody = 8 * 1024 * 1024;

    private readonly HttpMessageInvoker _http =
        new(ProbeHandler.Create(options.Timeout, options.CaFile, clock, time, cookies: false, (_, _, _, errors) => errors == SslPolicyErrors.None), disposeHandler: true);

    /// <summary>What is used and what the limit is, or why that is not told; the status alone when it is not 200.</summary>
    public async Task<(int Status, Measured Used, Measured Max)> RunAsync(CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, options.Url);
        request.Headers.TryAddWithoutValidation("User-Agent", "Monitor-Probe/0.1");
        request.Headers.TryAddWithoutValidation("Accept", options.Format == CapacityFormat.Json ? "application/json" : "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.9");
        request.Headers.Authorization = Authorization(options.Bearer);
        clock.Enter(Phases.FirstByte);
        using var response = await _http.SendAsync(request, ct);
        clock.Enter(Phases.Body);
        var status = (int)response.StatusCode;
        if (status != 200) return (status, default, default);
        var (body, cut) = await ProbeHandler.ReadAsync(response, MaxBody, ct);
        clock.Enter(Phases.Check);
        if (cut) return (status, Measured.Missing($"应答超过 {MaxBody / 1024 / 1024} MB"), default);
        return options.Format == CapacityFormat.Json ? OfJson(status, body) : OfMetrics(status, body);
    }

    public void Dispose() => _http.Dispose();

    private (int, Measured, Measured) OfJson(int status, byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return (status, JsonNumbers.Find(json.RootElement, options.Used), options.Max is null ? Measured.Of(options.Limit!.Value) : JsonNumbers.Find(json.RootElement, options.Max));
        }
        catch (JsonException)
        {
            return (status, Measured.Missing("无法读取：应答不是 JSON"), default);
        }
    }

    private (int, Measured, Measured) OfMetrics(int status, byte[] body)
    {
        var exposition = ExpositionReader.Read(Encoding.UTF8.GetString(body));
        return (status, exposition.Find(options.Used, options.Labels), options.Max is null ? Measured.Of(options.Limit!.Value) : exposition.Find(options.Max, options.MaxLabels ?? options.Labels));
    }

    private AuthenticationHeaderValue? Authorization(Secret? bearer) =>
        bearer is not null ? new("Bearer", bearer.Reveal().Trim())
        : options is { User: { } user, Password: { } password } ? new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password.Reveal()}"))) : null;
}
