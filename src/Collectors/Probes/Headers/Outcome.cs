namespace Monitor.Collectors.Probes.Headers;

/// <summary>One possible result of a test, named and weighted as MDN's HTTP Observatory publishes them.</summary>
/// <param name="Result">Stable name.</param>
/// <param name="Pass">Null when there is nothing to judge.</param>
/// <param name="Modifier">Points added to 100.</param>
/// <param name="Chinese">What it means, and what to change.</param>
/// <param name="English">The same.</param>
internal sealed record Outcome(string Result, bool? Pass, int Modifier, string Chinese, string English)
{
    public static Outcome Good(string result, int modifier, string chinese, string english) => new(result, true, modifier, chinese, english);

    public static Outcome Bad(string result, int modifier, string chinese, string english) => new(result, false, modifier, chinese, english);

    public Judged With(string? detail) => new(this, detail);

    public static implicit operator Judged(Outcome outcome) => new(outcome, null);
}

/// <summary>An outcome with what it was read from: the cookie, the source, the script.</summary>
internal sealed record Judged(Outcome Outcome, string? Detail);

/// <summary>What one test found.</summary>
internal sealed record HeaderResult(string Test, Outcome Outcome, string? Detail);
