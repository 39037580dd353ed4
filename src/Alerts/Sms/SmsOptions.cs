using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Monitor.Core.Security;

namespace Monitor.Alerts.Sms;

public enum SmsMethod { Post, Put, Get }

public enum SmsBody { Json, Form, Xml, Text }

public sealed record SmsOptions : IValidatableObject
{
    [Required, Description("Address of the gateway. Placeholders here and below: {subject} {text} {level} {phone} {id}, and {secret:name} for an entry of secrets; each is escaped for its place.")]
    public string Url { get; init; } = "";

    [Description("post, put or get; get sends no body.")]
    public SmsMethod Method { get; init; } = SmsMethod.Post;

    [Description("Request headers, with placeholders.")]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    [Description("Body, with placeholders.")]
    public string Body { get; init; } = "";

    [Description("json, form, xml or text: how values are escaped in the body, and its content type.")]
    public SmsBody BodyType { get; init; } = SmsBody.Json;

    [Description("Values for {secret:name}, each as env:NAME or file:/path.")]
    public IReadOnlyDictionary<string, Secret> Secrets { get; init; } = new Dictionary<string, Secret>();

    [Required, Description("Numbers; each gets its own request.")]
    public IReadOnlyList<string> Phones { get; init; } = [];

    [Description("Longest {text} in characters; longer notices are sent in numbered parts."), Range(60, 2000)]
    public int MaxCharacters { get; init; } = 300;

    [Description("Parts sent at most; the rest of a long notice is left to the board.")]
    [Range(1, 10)]
    public int MaxParts { get; init; } = 3;

    [Description("Status codes of success; it takes successPath or successText besides.")]
    public IReadOnlyList<int> SuccessStatus { get; init; } = [200];

    [Description("Path in the JSON answer that tells success, such as code or result[0].status.")]
    public string? SuccessPath { get; init; }

    [Description("Values of successPath that mean success.")]
    public IReadOnlyList<string> SuccessValues { get; init; } = ["0"];

    [Description("Values of successPath that mean never: not tried again.")]
    public IReadOnlyList<string> PermanentValues { get; init; } = [];

    [Description("Text a successful answer holds, for gateways that do not answer JSON.")]
    public string? SuccessText { get; init; }

    [Description("Limit of one request."), Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Url.Length > 0 && !(Uri.TryCreate(SmsTemplate.Sample(Url), UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            yield return Bad("expected an address such as https://sms.example/send", nameof(Url));
        else if (Url.StartsWith("http:", StringComparison.OrdinalIgnoreCase) && Secrets.Count > 0 && !new Uri(SmsTemplate.Sample(Url)).IsLoopback)
            yield return Bad("expected https://; the secrets would go out unencrypted", nameof(Url));
        if (Phones.Count == 0) yield return Bad("expected at least one number", nameof(Phones));
        if (Phones.Any(p => p.Length is < 3 or > 20 || !p.All(c => char.IsAsciiDigit(c) || c is '+' or '-'))) yield return Bad("expected numbers of digits", nameof(Phones));
        if (string.IsNullOrEmpty(SuccessPath) && string.IsNullOrEmpty(SuccessText))
            yield return Bad("a status alone is no success: gateways say no with 200 too; give successPath or successText", nameof(SuccessPath));
        var templates = Headers.Values.Prepend(Body).Prepend(Url).ToList();
        foreach (var name in templates.SelectMany(SmsTemplate.Names).Distinct().Where(n => !IsKnown(n)))
            yield return Bad($"unknown placeholder {{{name}}}; known: {string.Join(", ", SmsTemplate.Known.Select(k => "{" + k + "}"))}, {{secret:name}} of secrets", nameof(Body));
        if (!templates.SelectMany(SmsTemplate.Names).Contains("phone")) yield return Bad("{phone} occurs nowhere: the gateway would not know whom to send to", nameof(Body));
    }

    private bool IsKnown(string name) => SmsTemplate.Known.Contains(name) || (name.StartsWith("secret:", StringComparison.Ordinal) && Secrets.ContainsKey(name[7..]));

    private static ValidationResult Bad(string message, string member) => new(message, [member]);
}
