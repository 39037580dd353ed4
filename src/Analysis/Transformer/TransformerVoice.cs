namespace Monitor.Analysis.Transformer;

/// <summary>
/// A transformer's logits as a second opinion. A set of models replaced while posts are judged by it is freed by the collector, once nobody holds it.
/// </summary>
internal sealed class TransformerVoice(TransformerTokens tokens, TransformerSession session, TransformerLabels labels, double share, string version) : ISecondOpinion
{
    public string Version { get; } = version;

    /// <summary>A number that is none, as half-precision weights give on a rare text, is no opinion: the other models judge alone.</summary>
    public Opinion Hear(string text)
    {
        if (share == 0) return Opinion.None;
        var answers = session.Run(tokens.Of(text));
        var at = 0;
        var feelings = labels.Sentiment is { } s ? Ordered(s, answers[at++]) : null;
        var risks = labels.Rumour is { } r ? Ordered(r, answers[at]) : null;
        return new Opinion(share, feelings, risks is null ? null : risks.Length == 1 ? risks[0] : risks[0] - risks[1]);
    }

    /// <summary>Our labels' numbers in our order.</summary>
    private static float[]? Ordered(TransformerOutput output, float[] answer) =>
        answer.All(float.IsFinite) ? [.. output.Places.Where(p => p >= 0).Select(p => answer[p])] : null;
}
