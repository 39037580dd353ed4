using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Monitor.Alerts.Split;

namespace Monitor.Alerts.Sms;

/// <summary>Fills {placeholders}; each value is escaped for the place it stands in, so that no title can add a field, a header or a number.</summary>
internal static partial class SmsTemplate
{
    public static readonly IReadOnlyList<string> Known = ["subject", "text", "level", "phone", "id"];

    public static IEnumerable<string> Names(string template) => Placeholder().Matches(template).Select(m => m.Groups["name"].Value);

    /// <summary>The address with something harmless in the gaps, to see whether it is one.</summary>
    public static string Sample(string template) => Placeholder().Replace(template, "1");

    /// <param name="template">JSON braces are left alone: a placeholder is a single word in braces.</param>
    /// <param name="values">By name; all must be there.</param>
    /// <param name="escape">For the place.</param>
    public static string Fill(string template, IReadOnlyDictionary<string, string> values, Func<string, string> escape) =>
        Placeholder().Replace(template, m => escape(values[m.Groups["name"].Value]));

    public static string InUrl(string value) => Uri.EscapeDataString(value);

    /// <summary>Header values are ASCII without line ends; what is not is percent-encoded.</summary>
    public static string InHeader(string value) => value.All(c => c is >= ' ' and < (char)127) ? value : Uri.EscapeDataString(value);

    public static Func<string, string> InBody(SmsBody type) => type switch
    {
        SmsBody.Json => v => JsonEncodedText.Encode(PlainText.Of(v), JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
        SmsBody.Form => v => Uri.EscapeDataString(v),
        SmsBody.Xml => v => WebUtility.HtmlEncode(PlainText.Of(v)),
        _ => PlainText.Of,
    };

    public static string MediaType(SmsBody type) => type switch
    {
        SmsBody.Json => "application/json",
        SmsBody.Form => "application/x-www-form-urlencoded",
        SmsBody.Xml => "application/xml",
        _ => "text/plain",
    };

    [GeneratedRegex(@"\{(?<name>[a-z]+(?::[A-Za-z0-9_-]+)?)\}")]
    private static partial Regex Placeholder();
}
