namespace Monitor.Collectors.Fetching;

/// <summary>How many bytes of a body, counted after decompression, are read.</summary>
/// <param name="Bytes">The limit.</param>
/// <param name="Cut">True: what is longer is cut there; false: it is refused.</param>
internal readonly record struct BodyLimit(long Bytes, bool Cut)
{
    /// <returns>The body, or null when it is refused.</returns>
    public async Task<byte[]?> ReadAsync(HttpContent content, CancellationToken ct)
    {
        if (!Cut && content.Headers.ContentLength > Bytes) return null;
        await using var stream = await content.ReadAsStreamAsync(ct);
        using var kept = new MemoryStream();
        var buffer = new byte[32 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, ct)) > 0;)
        {
            var room = Bytes - kept.Length;
            if (read > room && !Cut) return null;
            kept.Write(buffer, 0, (int)Math.Min(read, room));
            if (read > room) break;
        }

        return kept.ToArray();
    }
}
