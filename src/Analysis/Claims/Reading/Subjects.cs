using System.Text;

namespace Monitor.Analysis.Claims.Reading;

/// <summary>Builds subject keys: what is spoken of, then what narrows it (exam, batch, track, course, province) in this order, where said.</summary>
internal static class Subjects
{
    private static readonly Tag[] Order = [Tag.Exam, Tag.Province, Tag.Batch, Tag.Track, Tag.Course];

    /// <param name="narrow">Which of the five this kind of claim is narrowed by.</param>
    public static string Of(Passage p, in Sentence s, string head, int place, params ReadOnlySpan<Tag> narrow)
    {
        var key = new StringBuilder(head);
        foreach (var tag in Order)
        {
            if (narrow.Contains(tag) && Near(p, s, tag, place) is { Length: > 0 } value) key.Append('/').Append(value);
        }

        return key.ToString();
    }

    /// <summary>The last one said before the place, else the first after it in its clause; exam and province hold on from earlier sentences.</summary>
    public static string? Near(Passage p, in Sentence s, Tag tag, int place)
    {
        if (p.FindLast(s, tag, s.Start, place) is { } before) return before.Value;
        if (p.Find(s, tag, place, p.ClauseEnd(s, place)) is { } after) return after.Value;
        return tag is Tag.Exam or Tag.Province ? Earlier(p, tag, s)?.Value : null;
    }

    /// <summary>The last one before the sentence, within some two hundred words of the lexicon.</summary>
    public static Hit? Earlier(Passage p, Tag tag, in Sentence s)
    {
        for (var i = s.FirstHit - 1; i >= 0 && i > s.FirstHit - 200; i--)
        {
            if (p.Hits[i].Tag == tag) return p.Hits[i];
        }

        return null;
    }
}
