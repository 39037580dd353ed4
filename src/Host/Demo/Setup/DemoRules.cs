namespace Monitor.Host.Demo.Setup;

/// <summary>The shipped detectors; only what counts in hours is cut to the length of one afternoon.</summary>
internal static class DemoRules
{
    public static IEnumerable<(string File, string Yaml)> All()
    {
        yield return ("outage.yaml", "kind: outage\n");
        yield return ("certificate.yaml", "kind: certificate\n");
        yield return ("rumour-story.yaml", "kind: rumour-story\n");
        yield return ("source-silence.yaml", "kind: source-silence\n");
        yield return ("model-drift.yaml", "kind: model-drift\n");
        // A baseline of eight quarters of an hour would be as long as the whole story.
        yield return ("burst.yaml", """
            kind: burst
            options:
              bucket: 4m
              guard: 1
              minBaseline: 6
              minCount: 6

            """);
    }
}
