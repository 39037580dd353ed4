using Monitor.Analysis.Labels;
using Monitor.Analysis.Models;
using Monitor.Analysis.Rumour;
using Monitor.Analysis.Text;
using Monitor.Analysis.Transformer;
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
    private readonly Voices _voices;
    private readonly RumourScorer _rumour;
    private readonly TopicLabeller _topics;
    private readonly FormLabeller _forms;
    private readonly ISecondOpinion? _second;

    internal Assessor(LinearModel sentiment, LinearModel rumour, LinearModel topic, LinearModel form, LinearModel voice, ISecondOpinion? second = null)
    {
        CheckVoices(sentiment, 3);
        CheckVoices(rumour, 1);
        _sentiment = sentiment;
        _rumour = new RumourScorer(rumour);
        _voices = new Voices(voice);
        _topics = new TopicLabeller(topic);
        _forms = new FormLabeller(form);
        Model = $"s-{sentiment.Version}+r-{rumour.Version}+t-{topic.Version}+f-{form.Version}+v-{voice.Version}";
        if (second is null) return;
        _second = second;
        Model += $"+x-{second.Version}";
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
        var prepared = PostText.Prepare(joined);
        var plain = TextNormaliser.Normalise(prepared);
        NGramHasher.Fill(plain, buffer);
        var (topics, relevance) = _topics.Label(buffer);
        var form = _forms.Form(buffer, role);
        var (exam, opinion) = _voices.Hear(buffer);
        var second = _second?.Hear(prepared) ?? Opinion.None;
        return new Assessment
        {
            Relevance = relevance,
            Sentiment = Sentiment(buffer, exam, second),
            Rumour = _rumour.Score(buffer, exam, opinion, form, role, second),
            Topics = topics,
            Form = form,
            Model = Model,
            Keywords = Keywords.Of(plain),
        };
    }

    private Sentiment Sentiment(FeatureBuffer buffer, float exam, Opinion second)
    {
        Span<float> both = stackalloc float[6];
        _sentiment.Score(buffer, both);
        var p = _sentiment.Voice(both, exam: true);
        var general = _sentiment.Voice(both, exam: false);
        for (var i = 0; i < p.Length; i++) p[i] = (exam * p[i]) + ((1 - exam) * general[i]);
        second.MixSentiment(p);
        LinearModel.Softmax(p);
        var (negative, neutral, positive) = (p[0], p[1], p[2]);
        var label = negative >= neutral && negative >= positive ? SentimentLabel.Negative
            : positive > neutral ? SentimentLabel.Positive : SentimentLabel.Neutral;
        return new Sentiment(label, negative, neutral, positive);
    }
}
