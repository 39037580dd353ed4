namespace Monitor.Analysis.Transformer;

/// <summary>
/// What a second opinion says of one text, pooled with the first in log-odds (logarithmic opinion pool: Genest and Zidek 1986). That pool keeps a
/// near-certain voice from being drowned by an undecided one, and a share of 0 leaves the first as it was.
/// </summary>
/// <param name="Share">Weight of this opinion, 0..1.</param>
/// <param name="Sentiment">Unnormalised log-probabilities of negative, neutral, positive; null = it does not say.</param>
/// <param name="Rumour">Log-odds of rumour; null = it does not say.</param>
internal readonly record struct Opinion(double Share, float[]? Sentiment, double? Rumour)
{
    /// <summary>No surer than the other models may be: one voice must not outshout every cue.</summary>
    private const double Surest = 8;

    public static Opinion None => default;

    /// <summary>Normalising is left to the caller's softmax, which takes no notice of constants.</summary>
    public void MixSentiment(Span<float> first)
    {
        if (Sentiment is null || Share == 0) return;
        for (var i = 0; i < first.Length; i++) first[i] = (float)(((1 - Share) * first[i]) + (Share * Sentiment[i]));
    }

    public double MixRumour(double first) =>
        Rumour is not { } second || Share == 0 ? first : ((1 - Share) * first) + (Share * Math.Clamp(second, -Surest, Surest));
}
