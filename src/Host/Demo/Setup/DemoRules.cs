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
        foreach (var kind in new[] { "rising-story", "sentiment-shift", "new-offer", "hype", "distress", "cross-evidence", "model-drift" })
            yield return (kind + ".yaml", $"kind: {kind}\n");
        // A baseline of eight quarters of an hour would be as long as the whole story. The guard stays at a quarter of an hour: the complaints
        // grow over ten minutes, and their beginning must not be what they are compared with.
        yield return ("burst.yaml", """
            kind: burst
            options:
              bucket: 4m
              guard: 4
              minBaseline: 6
              minCount: 6

            """);
    }
}
