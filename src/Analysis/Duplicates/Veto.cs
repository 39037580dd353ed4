namespace Monitor.Analysis.Duplicates;

/// <summary>Reasons why alike words still tell of two events.</summary>
internal static class Veto
{
    /// <summary>Another place, school, exam or subject: not even a copy with only that changed is the same story.</summary>
    public static bool Hard(Sighting look, RememberedStory story) =>
        Elsewhere(look, story)
        || look.Marks.Disagree(MarkSort.School, story.Marks)
        || look.Marks.Disagree(MarkSort.Exam, story.Marks)
        || look.Marks.Disagree(MarkSort.Subject, story.Marks);

    /// <summary>Another day or code: a copier may have changed it, another teller would not.</summary>
    public static bool Soft(Sighting look, RememberedStory story) =>
        look.Marks.Disagree(MarkSort.Day, story.Marks) || look.Marks.Disagree(MarkSort.Code, story.Marks);

    public static bool Between(RememberedStory a, RememberedStory b) =>
        Enum.GetValues<MarkSort>().Any(sort => sort != MarkSort.Name && a.Marks.Disagree(sort, b.Marks));

    // "青梧区" and "青梧招办" agree although only one carries a district's ending.
    private static bool Elsewhere(Sighting look, RememberedStory story)
    {
        if (!look.Marks.Disagree(MarkSort.Place, story.Marks)) return false;
        foreach (var place in story.Marks.Of(MarkSort.Place))
        {
            if (Array.BinarySearch(look.Grams, place) >= 0) return false;
        }

        foreach (var place in look.Marks.Of(MarkSort.Place))
        {
            foreach (var exemplar in story.Exemplars)
            {
                if (Array.BinarySearch(exemplar.Look.Grams, place) >= 0) return false;
            }
        }

        return true;
    }
}
