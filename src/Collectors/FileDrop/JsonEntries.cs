using System.Text.Json;
using Monitor.Collectors.FileDrop.Rows;
using Monitor.Collectors.JsonLists;

namespace Monitor.Collectors.FileDrop;

/// <summary>One JSON object a line. The names of columns are paths here, such as user.name.</summary>
internal sealed class JsonEntries(TextReader text, RowFields fields, FileDropOptions options) : IEntries
{
    private readonly BoundedLines _lines = new(text);

    public Entry? Next()
    {
        if (_lines.Next(out var whole) is not { } line) return null;
        var number = _lines.Number;
        if (!whole) return new Entry(number, null, $"longer than {BoundedLines.MostCharacters} characters");
        if (string.IsNullOrWhiteSpace(line)) return new Entry(number, null, null);
        try
        {
            using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 64 });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return new Entry(number, null, $"expected a JSON object, found {root.ValueKind}");
            return fields.Read(number, (names, _) => names.Select(n => JsonPath.Text(root, n)).FirstOrDefault(v => v is not null), options);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new Entry(number, null, e is JsonException { BytePositionInLine: { } at } ? $"not JSON at byte {at}" : "not JSON");
        }
    }

    public void Dispose() => _lines.Dispose();
}
