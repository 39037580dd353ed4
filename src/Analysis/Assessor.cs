using System.Buffers;
using Monitor.Analysis.Labels;
using Monitor.Analysis.Models;
using Monitor.Analysis.Rumour;
using Monitor.Analysis.Text;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Sources;

namespace Monitor.Analysis;

/// <summary>Judges one post with the linear models and the cue rules. Thread-safe: buffers belong to threads.</summary>
public sealed class Assessor : IAssessor
{
    /// <summary>Log-odds towards negative for a complaint about a system that does not work.</summary>
    private const float ComplaintPush = 1.5f;

    private static readonly SearchValues<string> Recovered = SearchValues.Create(["恢复", "好了", "修好", "能登", "终于"], StringComparison.Ordinal);

    [ThreadStatic]
    private static FeatureBuffer? _buffer;

    private readonly LinearModel _sentiment;
    private readonly RumourScorer _rumour;
    private readonly TopicLabeller _topics;
    private readonly FormLabeller _forms;

    internal Assessor(LinearModel sentiment, LinearModel rumour, LinearModel topic, LinearModel form)
    {
        CheckVoices(sentiment, 3);
        CheckVoices(rumour, 1);
        _sentiment = sentiment;
        _rumour = new RumourScorer(rumour);
        _topics = new TopicLabeller(topic);
        _forms = new FormLabeller(form);
        Model = $"s-{sentiment.Version}+r-{rumour.Version}+t-{topic.Version}+f-{form.Version}";
    }

    public string Model { get; }

    /// <summary>A sound file of another layout would be read past its end.</summary>
    private static void CheckVoices(LinearModel model, int classes)
    {
        if (model.Labels.Length != 2 * classes)
            throw new ModelLoadException($"Model {model.Task} has {model.Labels.Length} outputs, expected {2 * classes}: an exam and a general voice. Rebuild it with `./run train`.");
    }

    public Assessment Assess(string text, string? title = null, SourceRole role = SourceRole.Public)
    {
        ArgumentNullException.ThrowIfNull(text);
        var joined = string.IsNullOrEmpty(title) ? text : title + "\n" + text;
        var buffer = _buffer ??= new FeatureBuffer();
        NGramHasher.Fill(TextNormaliser.Normalise(PostText.Prepare(joined)), buffer);
        var topics = _topics.Topics(buffer);
        var form = _forms.Form(buffer, role);
        var exam = buffer.Has(Cues.Exam);
        return new Assessment
        {
            Relevance = TopicRules.Relevance(buffer, topics),
            Sentiment = Sentiment(buffer, exam, complaint: topics[0] == Topics.SystemOutage && form != "official_notice" && !buffer.Text.AsSpan().ContainsAny(Recovered)),
            Rumour = _rumour.Score(buffer, exam, form, role),
            Topics = topics,
            Form = form,
            Model = Model,
        };
    }

    private Sentiment Sentiment(FeatureBuffer buffer, bool exam, bool complaint)
    {
        Span<float> both = stackalloc float[6];
        _sentiment.Score(buffer, both);
        var p = _sentiment.Voice(both, exam);
        // "打不开" and "登不上" say trouble without a word of feeling, which the public corpora taught the model to read as neutral.
        if (complaint) p[0] += ComplaintPush;
        LinearModel.Softmax(p);
        var (negative, neutral, positive) = (p[0], p[1], p[2]);
        var label = negative >= neutral && negative >= positive ? SentimentLabel.Negative
            : positive > neutral ? SentimentLabel.Positive : SentimentLabel.Neutral;
        return new Sentiment(label, negative, neutral, positive);
    }
}
