using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Sources;

namespace Monitor.Analysis;

/// <summary>
/// An exam post that names the district concerns it: its relevance is raised. Nothing is lowered, since most people of a district
/// never write its name, and a name alone does not make a post about its restaurants one about the exams.
/// </summary>
/// <param name="inner">The models.</param>
/// <param name="districts">Names of the district as people write them; read anew for each post, so a changed configuration counts at once.</param>
public sealed class DistrictAssessor(IAssessor inner, Func<IReadOnlyList<string>> districts) : IAssessor
{
    /// <summary>Relevance of an exam post that names the district.</summary>
    public const double Named = 0.95;

    public string Model => inner.Model;

    public Assessment Assess(string text, string? title = null, SourceRole role = SourceRole.Public)
    {
        ArgumentNullException.ThrowIfNull(text);
        var judged = inner.Assess(text, title, role);
        return judged.Topics[0] != Topics.OffTopic && judged.Relevance < Named && districts().Any(Stands) ? judged with { Relevance = Named } : judged;

        bool Stands(string name) => name.Length > 0 && (text.Contains(name, StringComparison.Ordinal) || title?.Contains(name, StringComparison.Ordinal) == true);
    }
}
