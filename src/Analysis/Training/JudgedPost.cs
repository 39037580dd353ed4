using Monitor.Core.Contracts;

namespace Monitor.Analysis.Training;

/// <summary>A labelled post and what the models said of it. Score is the rumour risk; of other tasks the probability given to the label said, where there is one.</summary>
internal sealed record JudgedPost(LabelledPost Post, string Guess, double Score)
{
    private static readonly string[] Telling = ["claim", "question", "rebuttal", "official_notice", "joke_sarcasm", "advice"];

    internal bool Risky => Post.Label == "rumor";

    /// <summary>No rumour, but it speaks of what rumours speak of.</summary>
    internal bool HardNegative => Post.Own && !Risky && Telling.Contains(Post.Source);

    internal static JudgedPost Of(string task, LabelledPost post, IAssessor assessor)
    {
        var (label, score) = Evaluator.Judge(task, post.Text, assessor);
        return new JudgedPost(post, label, score);
    }
}
