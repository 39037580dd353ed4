using Monitor.Collectors.Probes.Headers;
using Monitor.Collectors.Probes.Http;

namespace Monitor.Collectors.Probes.Exposure;

/// <summary>One answer, its body read up to a limit.</summary>
internal sealed record ExposureAnswer(Uri Url, int Status, HeaderFields Fields, byte[] Body, string? Charset)
{
    private string? _text;

    public string Text => _text ??= PageText.Decode(Body, Charset);

    public string Type => Fields.Joined("content-type") ?? "";

    public bool Ok => Status is 200 or 206;

    /// <summary>By what it is, not by what it says it is: error pages come under every type.</summary>
    public bool IsHtml
    {
        get
        {
            var head = Text.AsSpan(0, Math.Min(Text.Length, 1024)).TrimStart();
            return head.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || head.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
                || head.Contains("<head", StringComparison.OrdinalIgnoreCase) || head.Contains("<body", StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>An answer that says nothing of what is there: too many requests, a gateway without its server.</summary>
    public bool SaysNothing => Status is 408 or 429 or 502 or 503 or 504;
}
