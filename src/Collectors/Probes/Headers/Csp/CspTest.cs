namespace Monitor.Collectors.Probes.Headers.Csp;

/// <summary>Content-Security-Policy, header field and meta element together.</summary>
internal static class CspTest
{
    public static readonly HashSet<string> TooBroad = ["*", "http:", "https:", "ftp:", "http://*", "https://*", "http://*.*", "https://*.*"];

    private static readonly HashSet<string> Unsafe = [.. TooBroad, "'unsafe-inline'", "data:"];

    private static readonly string[] Scripts = ["script-src", "script-src-elem", "script-src-attr"];

    private static readonly string[] Styles = ["style-src", "style-src-elem", "style-src-attr"];

    public static Judged Judge(SiteView site)
    {
        List<string> sent = [.. site.Page.Fields.All("content-security-policy"), .. site.Page.Markup?.Policies ?? []];
        if (sent.Count == 0) return CspOutcomes.Missing;
        if (CspPolicies.Parse(sent) is not { } policies || !policies.Directives.Any()) return CspOutcomes.Invalid.With(string.Join(", ", sent));
        return Judge(policies, site.Page.Url.Scheme == Uri.UriSchemeHttps);
    }

    private static Judged Judge(CspPolicies policies, bool overHttps)
    {
        if (Of(policies, Scripts).Any(s => s.Source == Sources.StrictDynamic) && !Of(policies, Scripts).Any(s => Sources.IsPin(s.Source))) return CspOutcomes.Invalid.With(Sources.StrictDynamic);
        if (Told(Of(policies, [.. Scripts, "object-src"]).Where(s => Unsafe.Contains(s.Source))) is { } lax) return CspOutcomes.UnsafeInline.With(lax);
        if (overHttps && Told(Insecure(policies, policies.Directives.Where(IsActive))) is { } plain) return CspOutcomes.InsecureScheme.With(plain);
        if (Told(Of(policies, [.. Scripts, .. Styles]).Where(s => s.Source == "'unsafe-eval'")) is { } eval) return CspOutcomes.UnsafeEval.With(eval);
        if (overHttps && Told(Insecure(policies, policies.Directives.Where(IsPassive))) is { } passive) return CspOutcomes.InsecurePassive.With(passive);
        if (Told(Of(policies, Styles).Where(s => Unsafe.Contains(s.Source))) is { } style) return CspOutcomes.UnsafeStyle.With(style);
        return policies.Effective("default-src") is { Count: 0 } ? CspOutcomes.DefaultNone : CspOutcomes.Safe;
    }

    /// <summary>Sources by directive; where nothing restricts one, everything is allowed.</summary>
    private static IEnumerable<(string Directive, string Source)> Of(CspPolicies policies, IEnumerable<string> directives) =>
        directives.SelectMany(d => (policies.Effective(d) ?? (IEnumerable<string>)["*"]).Select(s => (d, s)));

    private static IEnumerable<(string Directive, string Source)> Insecure(CspPolicies policies, IEnumerable<string> directives) =>
        Of(policies, directives).Where(s => s.Source.StartsWith("http:", StringComparison.Ordinal) || s.Source.StartsWith("ftp:", StringComparison.Ordinal));

    private static bool IsPassive(string directive) => directive is "img-src" or "media-src";

    private static bool IsActive(string directive) =>
        !IsPassive(directive) && (directive.EndsWith("-src", StringComparison.Ordinal) || directive.Contains("-src-", StringComparison.Ordinal)
        || directive is "base-uri" or "form-action" or "frame-ancestors" or "navigate-to");

    private static string? Told(IEnumerable<(string Directive, string Source)> found)
    {
        var told = found.Take(6).Select(f => $"{f.Directive} {f.Source}").ToList();
        return told.Count == 0 ? null : string.Join("; ", told);
    }
}
