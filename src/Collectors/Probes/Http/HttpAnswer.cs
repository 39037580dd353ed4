using System.Net.Http.Headers;
using System.Text.Json;

namespace Monitor.Collectors.Probes.Http;

/// <summary>The last answer of one request. <paramref name="Cut"/> is true when the body was longer than we read. What is not asked for is not worked out.</summary>
internal sealed record HttpAnswer(int Status, Version Version, HttpResponseHeaders Headers, HttpContentHeaders Content, byte[] Body, bool Cut, Uri Url)
{
    private DecodedPage? _page;

    public string? Charset => Content.ContentType?.CharSet;

    public DecodedPage Page => _page ??= PageText.Read(Body, Charset);

    /// <summary>All values of a field as one; null when it was not sent.</summary>
    public string? Header(string name) =>
        Headers.NonValidated.TryGetValues(name, out var values) || Content.NonValidated.TryGetValues(name, out values) ? string.Join(", ", values) : null;

    /// <summary>The body as JSON, or null with the reason.</summary>
    public JsonElement? Json(out string why)
    {
        why = Body.Length == 0 ? "正文为空" : "";
        if (Body.Length == 0) return null;
        try
        {
            using var document = JsonDocument.Parse(Page.Text);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            why = $"第 {e.LineNumber + 1} 行起不合语法";
            return null;
        }
    }
}
