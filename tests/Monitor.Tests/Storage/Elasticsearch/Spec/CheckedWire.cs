using System.Collections.Concurrent;
using System.IO.Compression;

namespace Monitor.Tests.Storage.Elasticsearch.Spec;

/// <summary>Lets every exchange pass and notes what of it the specification does not allow.</summary>
internal sealed class CheckedWire(HttpMessageHandler inner, ConcurrentQueue<string> found) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        if (SpecFile.Checker is not { } spec) return await base.SendAsync(request, ct);
        var (method, path) = (request.Method.Method, request.RequestUri!.PathAndQuery);
        foreach (var error in spec.Request(method, path, await PlainAsync(request.Content, ct))) found.Enqueue($"{method} {path}: {error}");
        var response = await base.SendAsync(request, ct);
        var body = await response.Content.ReadAsByteArrayAsync(ct);
        foreach (var error in spec.Response(method, path, (int)response.StatusCode, body)) found.Enqueue($"{(int)response.StatusCode} to {method} {path}: {error}");
        return response;
    }

    private static async Task<byte[]> PlainAsync(HttpContent? content, CancellationToken ct)
    {
        if (content is null) return [];
        var bytes = await content.ReadAsByteArrayAsync(ct);
        if (!content.Headers.ContentEncoding.Contains("gzip")) return bytes;
        using var plain = new MemoryStream();
        await using var unpacked = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        await unpacked.CopyToAsync(plain, ct);
        return plain.ToArray();
    }
}
