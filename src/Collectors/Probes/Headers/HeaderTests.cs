using Monitor.Collectors.Probes.Headers.Csp;

namespace Monitor.Collectors.Probes.Headers;

/// <summary>THE list of tests. A test that could not look answers null and is left out.</summary>
internal static class HeaderTests
{
    private static readonly (string Name, Func<SiteView, Judged?> Judge)[] All =
    [
        ("content-security-policy", CspTest.Judge),
        ("cookies", CookieTest.Judge),
        ("cross-origin-embedder-policy", EmbedderTest.Judge),
        ("cross-origin-opener-policy", OpenerTest.Judge),
        ("cross-origin-resource-policy", ResourcePolicyTest.Judge),
        ("cross-origin-resource-sharing", SharingTest.Judge),
        ("redirection", RedirectionTest.Judge),
        ("referrer-policy", ReferrerTest.Judge),
        ("strict-transport-security", TransportTest.Judge),
        ("subresource-integrity", IntegrityTest.Judge),
        ("x-content-type-options", SniffingTest.Judge),
        ("x-frame-options", FramingTest.Judge),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(t => t.Name)];

    public static IReadOnlyList<HeaderResult> Run(SiteView site) =>
        [.. All.Select(t => (t.Name, Judged: t.Judge(site))).Where(t => t.Judged is not null).Select(t => new HeaderResult(t.Name, t.Judged!.Outcome, t.Judged.Detail))];
}
