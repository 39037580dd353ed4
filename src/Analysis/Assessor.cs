using Monitor.Analysis.Models;
using Monitor.Analysis.Rumour;
using Monitor.Analysis.Text;
using Monitor.Analysis.Labels;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Sources;

namespace Monitor.Analysis;

/// <summary>Judges one post with the linear models and the cue rules. Thread-safe: buffers belong to threads.</summary>
public sealed class Assessor : IAssessor
{
    [ThreadStatic]
    private static FeatureBuffer? _buffer;

    private readonly LinearModel _sentiment;
    private readonly RumourScorer _rumour;

    internal Assessor(LinearModel sentiment, LinearModel rumour)
    {
        _sentiment = sentiment;
        _rumour = new RumourScorer(rumour);
        Model = $"s-{sentiment.Version}+r-{rumour.Version}";
    }

    public string Model { get; }

    public Assessment Assess(string text, string? title = null, SourceRole role = SourceRole.Public)
    {
        ArgumentNullException.ThrowIfNull(text);
        var joined = string.IsNullOrEmpty(title) ? text : title + "\n" + text;
        var buffer = _buffer ??= new FeatureBuffer();
        NGramHasher.Fill(TextNormaliser.Normalise(PostText.Prepare(joined)), buffer);
        var topics = TopicRules.Topics(buffer);
        var form = FormRules.Form(buffer, role);
        return new Assessment
        {
            Relevance = TopicRules.Relevance(buffer, topics),
            Sentiment = Sentiment(buffer),
            Rumour = _rumour.Score(buffer, form, role),
            Topics = topics,
            Form = form,
            Model = Model,
        };
    }

    private Sentiment Sentiment(FeatureBuffer buffer)
    {
        Span<float> p = stackalloc float[3];
        _sentiment.Score(buffer, p);
        LinearModel.Softmax(p);
        var (negative, neutral, positive) = (p[0], p[1], p[2]);
        var label = negative >= neutral && negative >= positive ? SentimentLabel.Negative
            : positive > neutral ? SentimentLabel.Positive : SentimentLabel.Neutral;
        return new Sentiment(label, negative, neutral, positive);
    }
}
