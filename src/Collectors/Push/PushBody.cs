using System.Text.Json;
using Monitor.Core.Posts;

namespace Monitor.Collectors.Push;

/// <summary>One item that cannot be taken.</summary>
/// <param name="Index">Its place in the body, from 0.</param>
/// <param name="Code">For programs.</param>
/// <param name="Reason">For a person; never the item's text.</param>
public sealed record PushError(int Index, string Code, string Reason);

/// <summary>What a body holds: an array of items, one item, or items line by line.</summary>
public sealed record PushBody
{
    public IReadOnlyList<(int Index, RawPost Post)> Posts { get; private init; } = [];

    public IReadOnlyList<PushError> Errors { get; private init; } = [];

    /// <summary>Why the whole of it cannot be read.</summary>
    public string? Fault { get; private init; }

    /// <summary>Its beginning, as evidence.</summary>
    public string Sample { get; private init; } = "";

    public static PushBody Read(ReadOnlyMemory<byte> body, string sourceId, PushOptions options, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (body.Span.StartsWith("\uFEFF"u8)) body = body[3..];
        var start = body.Span.IndexOfAnyExcept(" \t\r\n"u8);
        if (start < 0) return new PushBody { Fault = "the body is empty" };
        var reader = new PushItemReader(sourceId, options.Zone, now);
        return (body.Span[start] == (byte)'[' ? Array(body, reader, options) : Lines(body, reader, options)) with { Sample = Parsing.Sample.Text(body.Span) };
    }

    private static PushBody Array(ReadOnlyMemory<byte> body, PushItemReader reader, PushOptions options)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 32 });
            if (document.RootElement.GetArrayLength() > options.MaxItems) return TooMany(options);
            return Of(document.RootElement.EnumerateArray().Select((item, index) => reader.Read(item, index)));
        }
        catch (JsonException e)
        {
            return new PushBody { Fault = $"not JSON, line {e.LineNumber + 1} byte {e.BytePositionInLine}" };
        }
    }

    private static PushBody Lines(ReadOnlyMemory<byte> body, PushItemReader reader, PushOptions options)
    {
        var items = new List<(RawPost? Post, PushError? Error, int Index)>();
        while (!body.IsEmpty)
        {
            var end = body.Span.IndexOf((byte)'\n');
            var line = end < 0 ? body : body[..end];
            body = end < 0 ? default : body[(end + 1)..];
            if (line.Span.IndexOfAnyExcept(" \t\r"u8) < 0) continue;
            if (items.Count == options.MaxItems) return TooMany(options);
            items.Add(Line(line, reader, items.Count));
        }

        return Of(items);
    }

    private static (RawPost? Post, PushError? Error, int Index) Line(ReadOnlyMemory<byte> line, PushItemReader reader, int index)
    {
        try
        {
            using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 32 });
            return reader.Read(document.RootElement, index);
        }
        catch (JsonException e)
        {
            return (null, new PushError(index, "not-json", $"not JSON, byte {e.BytePositionInLine}"), index);
        }
    }

    private static PushBody Of(IEnumerable<(RawPost? Post, PushError? Error, int Index)> items)
    {
        var all = items.ToList();
        return new PushBody { Posts = [.. all.Where(i => i.Post is not null).Select(i => (i.Index, i.Post!))], Errors = [.. all.Select(i => i.Error).OfType<PushError>()] };
    }

    private static PushBody TooMany(PushOptions options) => new() { Fault = $"more than {options.MaxItems} items; send them in several bodies" };
}
