using Monitor.Core.Judgements;

namespace Monitor.Analysis.Detectors.Burst;

/// <summary>What is counted together. The negative series of a topic is named by the topic alone.</summary>
internal sealed record Series(string Topic, SentimentLabel Sentiment)
{
    public string Subject => Sentiment == SentimentLabel.Negative ? Topic : $"{Topic}.{Sentiment.ToString().ToLowerInvariant()}";

    public string Name => $"“{Chinese.Topic(Topic)}”{Chinese.Mood(Sentiment)}帖文";
}
