using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Monitor.Collectors.JsonLists;
using Monitor.Collectors.Parsing;
using Monitor.Collectors.Probes.Http;

namespace Monitor.Collectors.Probes.Journey;

/// <summary>Secrets and what the steps of one run have found. What is delicate among it is told to the mask.</summary>
internal sealed class JourneyValues(JourneyProbeOptions options, SecretMask mask)
{
    private readonly Dictionary<string, string> _values = options.Secrets.ToDictionary(s => "secret." + s.Key, s => s.Value.Reveal(), StringComparer.Ordinal);

    /// <exception cref="FaultException">A value that no step has found.</exception>
    public string Fill(string template, Func<string, string> encode) => Template.Fill(template, name =>
        encode(_values.GetValueOrDefault(name) ?? throw new FaultException("journey.value", $"没有“{name}”的值，前面的步骤未能取到")));

    /// <exception cref="FaultException">Not there.</exception>
    public void Extract(JourneyStep step, HttpAnswer answer, CookieContainer cookies, ProbeTrace? trace)
    {
        foreach (var (name, from) in step.Extract)
        {
            var value = Find(from, answer, cookies);
            if (string.IsNullOrEmpty(value))
            {
                trace?.Check($"extract {name}", from.Shown, "nothing", false);
                throw new FaultException("journey.value", $"没有取到“{name}”（{from.Shown}）");
            }

            _values[name] = value;
            if (from.IsDelicate) mask.Add(value);
            trace?.Check($"extract {name}", from.Shown, from.IsDelicate ? $"{value.Length} characters" : value, true);
        }
    }

    private static string? Find(Extraction from, HttpAnswer answer, CookieContainer cookies)
    {
        if (from.Header is { } header) return answer.Header(header);
        if (from.Cookie is { } cookie) return (cookies.GetCookies(answer.Url)[cookie] ?? cookies.GetAllCookies()[cookie])?.Value;
        if (from.Json is { } path) return answer.Json(out _) is { } root ? JsonPath.Text(root, path) : null;
        if (from.Regex is { } pattern) return Regex.Match(answer.Page.Text, pattern, RegexOptions.NonBacktracking) is { Success: true } match ? match.Groups[match.Groups.Count > 1 ? 1 : 0].Value : null;
        return Select(from, answer);
    }

    private static string? Select(Extraction from, HttpAnswer answer)
    {
        try
        {
            var element = Html.Parse(answer.Page.Text).QuerySelector(from.Css!);
            return from.Attribute is { } attribute ? element?.GetAttribute(attribute) : element?.TextContent.Trim();
        }
        catch (Exception e) when (e is FormatException or TookTooLongException)
        {
            throw new FaultException("journey.value", $"页面无法解析（{e.Message}）");
        }
    }
}
