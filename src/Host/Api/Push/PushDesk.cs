using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Features;
using Monitor.Collectors.Push;
using Monitor.Core.Contracts;
using Monitor.Core.Sources;
using Monitor.Core.Telemetry;
using Monitor.Host.Scheduling;
using Monitor.Host.Telemetry;
using Monitor.Storage;

namespace Monitor.Host.Api.Push;

/// <summary>
/// A pushed body goes the way of every read: refined, masked, judged, folded, and stored in one transaction; the answer of one with a key is stored in the
/// same transaction, so that a sender who never heard it asks again and is told the same.
/// </summary>
internal sealed class PushDesk(CollectLoop loop, Counted counted, IArchive archive, TimeProvider time, ILogger<PushDesk> log)
{
    /// <summary>One body of a source at a time: of two with the same key the second must see the first's answer.</summary>
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    public async Task<IResult> TakeAsync(HttpContext context, SourceDefinition source, PushOptions options, CancellationToken ct)
    {
        var (key, fault) = IdempotencyKey.Read(context.Request);
        if (fault) return PushAnswers.Refusal(StatusCodes.Status400BadRequest, "bad-idempotency-key", $"{IdempotencyKey.Header}: expected 1 to {IdempotencyKey.Longest} printable characters");
        if (context.Request.Headers.ContentEncoding.Count > 0) return PushAnswers.Refusal(StatusCodes.Status415UnsupportedMediaType, "encoded", "bodies are taken as they are, without Content-Encoding");
        if (context.Request.HasFormContentType) return PushAnswers.Refusal(StatusCodes.Status415UnsupportedMediaType, "not-json", "expected a JSON array, or JSON objects line by line");
        if (await ReadAsync(context, options.MaxBytes, ct) is not { } body) return PushAnswers.Refusal(StatusCodes.Status413PayloadTooLarge, "too-large", $"more than {options.MaxBytes} bytes; send it in several bodies");

        var turn = _turns.GetOrAdd(source.Id, _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(ct);
        try
        {
            return await AnswerAsync(context, source, options, body, key, ct);
        }
        catch (StoreException e)
        {
            log.LogError(e, "A push to {Source} could not be stored; the sender is asked to try again", source.Id);
            context.Response.Headers.RetryAfter = "30";
            return PushAnswers.Refusal(StatusCodes.Status503ServiceUnavailable, "not-stored", "nothing was stored; send it again");
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<IResult> AnswerAsync(HttpContext context, SourceDefinition source, PushOptions options, byte[] body, string? key, CancellationToken ct)
    {
        var (now, start) = (time.GetUtcNow(), time.GetTimestamp());
        var backfill = context.Request.Query["backfill"] == "true";
        var hash = Convert.ToHexStringLower(SHA256.HashData([.. body, backfill ? (byte)1 : (byte)0]));
        if (key is not null && await archive.ReceiptAsync(source.Id, key, now, ct) is { } before)
        {
            if (before.Body != hash) return PushAnswers.Refusal(StatusCodes.Status422UnprocessableEntity, "key-reused", $"this {IdempotencyKey.Header} came with another body before");
            context.Response.Headers["Idempotency-Replayed"] = "true";
            return PushAnswers.Json(before.Status, before.Answer);
        }

        var read = PushBody.Read(body, source.Id, options, now);
        if (read.Fault is { } fault) return PushAnswers.Refusal(StatusCodes.Status400BadRequest, "not-readable", fault);
        var (status, answer) = (0, "");
        using var span = Traces.BeginRoot("collect");
        span?.SetTag("source.id", source.Id);
        var stored = await loop.StoreAsync(
            new Reading(source, Result(read), null, now, start)
            {
                Backfill = backfill,
                Receipt = taken =>
                {
                    (status, answer) = PushAnswers.Of(read, taken);
                    // What failed on our side may go well the next time, so it must not be answered from memory.
                    return key is null || taken.Lost.Count > 0 ? null : new PushReceipt(source.Id, key, hash, status, answer, now + IdempotencyKey.Kept);
                },
            }, ct);
        counted.Read(stored.Run);
        return PushAnswers.Json(status, answer);
    }

    private static CollectResult Result(PushBody read) => new()
    {
        State = read.Posts.Count == 0 && read.Errors.Count > 0 ? SourceState.ParseError : SourceState.Ok,
        Error = read.Posts.Count == 0 && read.Errors.Count > 0 ? $"none of {read.Errors.Count} pushed items could be taken; the first: {read.Errors[0].Reason}" : null,
        Posts = [.. read.Posts.Select(p => p.Post)],
        Broken = [.. read.Errors.Select(e => $"item {e.Index}: {e.Reason}")],
        Sample = read.Sample,
        Onward = true,
    };

    private static async Task<byte[]?> ReadAsync(HttpContext context, int most, CancellationToken ct)
    {
        if (context.Request.ContentLength > most) return null;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;
        using var body = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await context.Request.Body.ReadAsync(buffer, ct)) > 0;)
        {
            if (body.Length + read > most) return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
