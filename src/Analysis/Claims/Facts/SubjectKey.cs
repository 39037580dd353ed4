using Monitor.Analysis.Claims.Reading;

namespace Monitor.Analysis.Claims.Facts;

/// <summary>
/// Whether two subjects can speak of one thing. A subject is a head and what narrows it; on each side what is left out is left open, so
/// <c>filing-deadline</c> meets <c>filing-deadline/高考/本科批</c>, while 本科批 never meets 专科批.
/// </summary>
internal static class SubjectKey
{
    /// <summary>A batch of its own after all others: "志愿填报" alone never means it.</summary>
    private const string Afterwards = "征集";

    private static readonly Dictionary<string, Tag> Dimensions = CommonWords.All.Concat(ClaimReaders.All.SelectMany(r => r.Words))
        .Where(w => w.Tag is Tag.Exam or Tag.Batch or Tag.Track or Tag.Course or Tag.Province or Tag.Line or Tag.Fee or Tag.Happening or Tag.Goods)
        .GroupBy(w => w.Value, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Tag, StringComparer.Ordinal);

    public static string Head(string subject) => subject.IndexOf('/') is >= 0 and var at ? subject[..at] : subject;

    public static bool Meet(string fact, string claim)
    {
        if (fact == claim) return true;
        string[] left = fact.Split('/'), right = claim.Split('/');
        // Another province's line is not ours; what names none is taken for ours.
        if (claim.Split('/').FirstOrDefault(IsProvince) is { } where && !fact.Split('/').Contains(where)) return false;
        if (left[0] != right[0] || left.Contains(Afterwards) != right.Contains(Afterwards)) return false;
        foreach (var part in left.Skip(1))
        {
            if (right.Skip(1).Any(other => other != part && Dimension(other) == Dimension(part))) return false;
        }

        return true;
    }

    /// <summary>True when everything that narrows <paramref name="general"/> narrows <paramref name="special"/> too.</summary>
    public static bool Covers(string general, string special) => general.Split('/').All(special.Split('/').Contains);

    /// <summary>True when the fact speaks of one paper and the claim of the whole exam.</summary>
    public static bool IsOnePaperOf(string fact, string claim) => HasCourse(fact) && !HasCourse(claim);

    private static bool IsProvince(string part) => Dimension(part) == Tag.Province;

    private static bool HasCourse(string subject) => subject.Split('/').Any(p => Dimension(p) == Tag.Course);

    private static Tag Dimension(string part) => Dimensions.GetValueOrDefault(part, Tag.Self);
}
