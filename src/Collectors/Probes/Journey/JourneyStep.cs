using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Monitor.Collectors.Probes.Http.Conditions;

namespace Monitor.Collectors.Probes.Journey;

/// <summary>One request of a journey and what its answer is to be.</summary>
public sealed record JourneyStep : IAnswerConditions
{
    [Required, Description("What is done, in words for people; stands in messages.")]
    public string Name { get; init; } = "";

    [Description("get, head or post; put, patch and delete only in a sandbox. A post must be marked `login` or `readOnly`, else it needs a sandbox as well.")]
    public JourneyMethod Method { get; init; } = JourneyMethod.Get;

    [Required, Description("Address: absolute, or from / on the host of the first step, or {{name}} of an extracted link. Values put in elsewhere are percent-encoded.")]
    public string Url { get; init; } = "";

    [Description("Header fields to send; values may hold {{name}} and {{secret.name}}.")]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    [Description("Fields of a form to post, sent as application/x-www-form-urlencoded; values may hold {{name}} and {{secret.name}}.")]
    public IReadOnlyDictionary<string, string> Form { get; init; } = new Dictionary<string, string>();

    [Description("JSON to post; {{name}} and {{secret.name}} within its strings are escaped.")]
    public string? Json { get; init; }

    [Description("This post signs in with the test account.")]
    public bool Login { get; init; }

    [Description("This post only asks (a query form) and changes nothing.")]
    public bool ReadOnly { get; init; }

    [Description("Runs after a failure too, such as signing out.")]
    public bool Always { get; init; }

    [Description("Follow redirects (at most 10; only to `hosts`, never from https to http) and judge the last answer.")]
    public bool FollowRedirects { get; init; } = true;

    [Description("Status codes that count as success.")]
    public IReadOnlyList<int> ExpectStatus { get; init; } = [200];

    [Description("Texts that must all occur in the page; compared in its own charset.")]
    public IReadOnlyList<string> ExpectText { get; init; } = [];

    [Description("Texts of which none may occur in the page.")]
    public IReadOnlyList<string> RejectText { get; init; } = [];

    [Description("Header fields of the answer by name, each with `is`, `contains` or `exists`.")]
    public IReadOnlyDictionary<string, HeaderCondition> ExpectHeader { get; init; } = new Dictionary<string, HeaderCondition>();

    [Description("Values of a JSON answer by path, each with `is`, `atLeast`, `atMost` or `exists`.")]
    public IReadOnlyDictionary<string, JsonCondition> ExpectJson { get; init; } = new Dictionary<string, JsonCondition>();

    [Description("A slower step counts as degraded; default: no limit.")]
    public TimeSpan? MaxLatency { get; init; }

    [Description("Values to keep for later steps, by the name they are used with.")]
    public IReadOnlyDictionary<string, Extraction> Extract { get; init; } = new Dictionary<string, Extraction>();

    /// <summary>Can change something on the target, as far as its config says.</summary>
    internal bool IsChange => Method is JourneyMethod.Put or JourneyMethod.Patch or JourneyMethod.Delete || (Method == JourneyMethod.Post && !Login && !ReadOnly);

    /// <summary>Everything that may hold a template.</summary>
    internal IEnumerable<(string Key, string Text)> Templates => [("url", Url), .. Headers.Select(h => ("headers." + h.Key, h.Value)), .. Form.Select(f => ("form." + f.Key, f.Value)), .. Json is { } json ? [("json", json)] : Array.Empty<(string, string)>()];
}
