using System.Text.Json;

namespace Monitor.Storage.Elasticsearch.Wire;

/// <summary>An answer read to its end. Dispose it once what is wanted has been taken out.</summary>
internal sealed class ElasticReply(int status, JsonDocument? body, bool isElasticsearch) : IDisposable
{
    public int Status { get; } = status;

    /// <summary>Whether the server called itself Elasticsearch; look-alikes do not.</summary>
    public bool IsElasticsearch { get; } = isElasticsearch;

    /// <summary>Undefined when the body is empty or no JSON, as a proxy's page is.</summary>
    public JsonElement Root => body?.RootElement ?? default;

    public static async Task<ElasticReply> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var product = response.Headers.TryGetValues("X-Elastic-Product", out var values) && values.Contains("Elasticsearch", StringComparer.Ordinal);
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        JsonDocument? body = null;
        try
        {
            body = await JsonDocument.ParseAsync(stream, cancellationToken: ct);
        }
        catch (JsonException) when (!response.IsSuccessStatusCode || response.Content.Headers.ContentLength == 0)
        {
            // Told by its status alone.
        }
        catch (JsonException e)
        {
            throw new ElasticException(ElasticFault.Away, "the answer is no JSON: something else stands at this address, or it broke off", e);
        }

        return new ElasticReply((int)response.StatusCode, body, product);
    }

    public void Dispose() => body?.Dispose();
}
