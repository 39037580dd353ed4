using Monitor.Core.Text;

namespace Monitor.Analysis.Text;

/// <summary>What training and judging both do to a text before it is normalised.</summary>
internal static class PostText
{
    private const int MaxJudged = 20_000;

    internal static string Prepare(string text) =>
        PersonalDataMask.Mask(text.CutTo(MaxJudged));
}
