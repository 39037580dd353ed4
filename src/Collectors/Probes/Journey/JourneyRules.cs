using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Monitor.Collectors.Probes.Http;

namespace Monitor.Collectors.Probes.Journey;

/// <summary>What a journey's config must keep to: above all that nothing on a real system can be changed by it.</summary>
internal static class JourneyRules
{
    private const string SecretPrefix = "secret.";

    /// <summary>The address as far as it is certain; null when its host comes from a template or there is none.</summary>
    public static Uri? HostOf(string template)
    {
        var marked = Template.Fill(template, _ => "template-value");
        return Uri.TryCreate(marked, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && !url.Authority.Contains("template-value", StringComparison.Ordinal) ? url : null;
    }

    public static IEnumerable<ValidationResult> Check(JourneyProbeOptions options) =>
        [.. Whole(options), .. options.Steps.SelectMany((step, i) => Step(options, step, i).Select(f => new ValidationResult(f.Message, [$"steps[{i}].{f.Key}"])))];

    private static IEnumerable<ValidationResult> Whole(JourneyProbeOptions options)
    {
        if (options.Steps.Count == 0) yield return new("steps: expected at least one", ["steps"]);
        if (options.Sandbox != options.SandboxHost is not null) yield return new("sandbox: expected `sandbox: true` and `sandboxHost` together or neither", ["sandbox"]);
        foreach (var twice in options.Steps.GroupBy(s => s.Name, StringComparer.Ordinal).Where(g => g.Key.Length > 0 && g.Count() > 1))
            yield return new($"steps: two of them are named '{twice.Key}'; messages name a step by its name", ["steps"]);
        foreach (var (name, secret) in options.Secrets)
            if (secret.Reveal().Length < SecretMask.Shortest) yield return new($"secrets.{name}: shorter than {SecretMask.Shortest} characters; it could not be masked without hiding ordinary words", [$"secrets.{name}"]);
    }

    private static IEnumerable<(string Key, string Message)> Step(JourneyProbeOptions options, JourneyStep step, int index)
    {
        if (step.ExpectStatus.Count == 0) yield return ("expectStatus", "expected at least one status code");
        foreach (var fault in Address(options, step, index).Concat(Safety(options, step)).Concat(Body(step)).Concat(Names(options, step, index))) yield return fault;
        foreach (var fault in HeaderNames.Faults("headers", step.Headers.Keys, "headers")) yield return ("headers", fault.ErrorMessage!);
    }

    private static IEnumerable<(string, string)> Address(JourneyProbeOptions options, JourneyStep step, int index)
    {
        if (HostOf(step.Url) is { } url)
        {
            if (url.UserInfo.Length > 0) yield return ("url", "a password must not stand in an address; put it into `secrets` and a form or header");
            if (!options.MayAsk.Contains(url.Host, StringComparer.OrdinalIgnoreCase)) yield return ("url", $"the host {url.Host} is not in `hosts` ({string.Join(", ", options.MayAsk)})");
            if (options.Version == VersionChoice.Http2 && url.Scheme == Uri.UriSchemeHttp) yield return ("url", "version http2 is agreed on in the TLS handshake; expected https://");
        }
        else if (index == 0) yield return ("url", $"the first step needs an absolute address whose host is no template, found '{step.Url}'");
        else if (step.Url.Length > 0 && step.Url[0] != '/' && !step.Url.StartsWith("{{", StringComparison.Ordinal))
            yield return ("url", $"expected http://, https://, a path from / on, or a template, found '{step.Url}'");
    }

    /// <summary>Nothing may be changed but in a sandbox that the config names.</summary>
    private static IEnumerable<(string, string)> Safety(JourneyProbeOptions options, JourneyStep step)
    {
        if (!step.IsChange) yield break;
        var method = step.Method.ToString().ToUpperInvariant();
        if (!options.Sandbox)
        {
            yield return ("method", step.Method == JourneyMethod.Post
                ? "a POST may change something: mark the step `login: true` or `readOnly: true` (a query form), or name a sandbox with `sandbox: true` and `sandboxHost`"
                : $"{method} changes something and is refused: a journey may change nothing but in a sandbox (`sandbox: true` and `sandboxHost`)");
        }
        else if (Target(options, step) is not { } url || !IsSandbox(options, url))
        {
            yield return ("url", $"{method} may only go to sandboxHost '{options.SandboxHost}', and the host must stand in the address itself");
        }
    }

    /// <summary>True for the one host on which something may be changed.</summary>
    public static bool IsSandbox(JourneyProbeOptions options, Uri url) =>
        options is { Sandbox: true, SandboxHost: { } host } && (host.Equals(url.Authority, StringComparison.OrdinalIgnoreCase) || (url.IsDefaultPort && host.Equals(url.Host, StringComparison.OrdinalIgnoreCase)));

    private static Uri? Target(JourneyProbeOptions options, JourneyStep step) => step.Url.StartsWith('/') ? HostOf(options.Steps[0].Url) : HostOf(step.Url);

    private static IEnumerable<(string, string)> Body(JourneyStep step)
    {
        var bodies = (step.Form.Count > 0 ? 1 : 0) + (step.Json is null ? 0 : 1);
        if (bodies > 1) yield return ("json", "expected either form or json, not both");
        if (bodies > 0 && step.Method is JourneyMethod.Get or JourneyMethod.Head) yield return ("method", "get and head send no form or json; put values into the url");
        if (step.Method == JourneyMethod.Head && step.ExpectText.Count + step.RejectText.Count + step.ExpectJson.Count > 0) yield return ("method", "head has no body to look into; expected get");
        if (step.Login && step.Method != JourneyMethod.Post) yield return ("login", "only a post signs in");
        if (step.Json is { } json && !IsJson(Template.Fill(json, _ => "0"))) yield return ("json", "this is no JSON, with 0 put into its templates");
    }

    private static IEnumerable<(string, string)> Names(JourneyProbeOptions options, JourneyStep step, int index)
    {
        var known = options.Steps.Take(index).SelectMany(s => s.Extract.Keys).ToHashSet(StringComparer.Ordinal);
        foreach (var (key, text) in step.Templates)
        {
            if (Template.IsBroken(text)) yield return (key, "expected {{name}}, letters, digits, dots, dashes and underscores");
            foreach (var name in Template.Names(text))
                if (name.StartsWith(SecretPrefix, StringComparison.Ordinal) ? !options.Secrets.ContainsKey(name[SecretPrefix.Length..]) : !known.Contains(name))
                    yield return (key, $"nothing before this step gives a value to '{name}'; known: {string.Join(", ", [.. known, .. options.Secrets.Keys.Select(k => SecretPrefix + k)])}");
        }

        foreach (var name in step.Extract.Keys)
            if (name.StartsWith(SecretPrefix, StringComparison.Ordinal) || !Template.Names("{{" + name + "}}").Contains(name)) yield return ("extract", $"'{name}' cannot be used as a name");
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var _ = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
