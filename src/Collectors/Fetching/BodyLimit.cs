namespace Monitor.Collectors.Fetching;

/// <summary>How many bytes of a body, counted after decompression, are read, and how long it may stand still.</summary>
/// <param name="Bytes">The limit.</param>
/// <param name="Cut">True: what is longer is cut there; false: it is refused.</param>
internal readonly record struct BodyLimit(long Bytes, bool Cut)
{
    /// <param name="content">Its headers have come; of the body nothing has been read yet.</param>
    /// <param name="idle">Time without a single further byte after which the body is given up.</param>
    /// <param name="clock">What <paramref name="idle"/> is measured by.</param>
    /// <param name="ct">The request's own end.</param>
    /// <returns>The body, or null when it is refused.</returns>
    /// <exception cref="StillBodyException">Nothing came for <paramref name="idle"/>.</exception>
    public async Task<byte[]?> ReadAsync(HttpContent content, TimeSpan idle, TimeProvider clock, CancellationToken ct)
    {
        if (!Cut && content.Headers.ContentLength > Bytes) return null;
        using var still = new CancellationTokenSource(idle, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, still.Token);
        using var kept = new MemoryStream();
        try
        {
            await using var stream = await content.ReadAsStreamAsync(either.Token);
            var buffer = new byte[32 * 1024];
            for (int read; (read = await stream.ReadAsync(buffer, either.Token)) > 0;)
            {
                still.CancelAfter(idle);
                var room = Bytes - kept.Length;
                if (read > room && !Cut) return null;
                kept.Write(buffer, 0, (int)Math.Min(read, room));
                if (read > room) break;
            }
        }
        catch (OperationCanceledException) when (still.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new StillBodyException(idle, kept.Length);
        }

        return kept.ToArray();
    }
}

/// <summary>The server holds the connection and says nothing more; the door turns it into a result.</summary>
internal sealed class StillBodyException(TimeSpan idle, long read)
    : Exception($"the body stood still for {idle.TotalSeconds:0.#} s after {read} bytes (fetch.idleTimeout)");
