namespace Monitor.Analysis.Duplicates;

/// <summary>
/// What a mark names. Two posts that each name something of one sort, and nothing in common, speak of two events. <see cref="Name"/> is no
/// such sort: the bigrams around a place or school, which are rare words and yet say only where.
/// </summary>
internal enum MarkSort { Place, School, Exam, Subject, Day, Code, Name }

/// <summary>
/// Places, schools, exams, subjects, days and codes a text names, as hashes. Read by pattern, without a gazetteer of districts: a name the
/// patterns miss only means one veto less. Bigram hashes for places, so that "青梧区" is found again in "青梧招办".
/// </summary>
internal sealed class StoryMarks
{
    public static readonly StoryMarks None = new([]);

    private const int Sorts = 7;
    private readonly uint[][] _marks;

    private StoryMarks(IReadOnlyCollection<(MarkSort Sort, uint Hash)> marks)
    {
        _marks = new uint[Sorts][];
        for (var sort = 0; sort < Sorts; sort++) _marks[sort] = [.. marks.Where(m => (int)m.Sort == sort).Select(m => m.Hash).Distinct()];
    }

    public ReadOnlySpan<uint> Of(MarkSort sort) => _marks[(int)sort];

    public static StoryMarks Read(string normalised)
    {
        var found = new List<(MarkSort, uint)>();
        PlaceNames.Read(normalised, found);
        SmallNumbers.Read(normalised, found);
        FixedNames.Read(normalised, found);
        return found.Count == 0 ? None : new StoryMarks(found);
    }

    /// <summary>The marks of both.</summary>
    public StoryMarks With(StoryMarks other)
    {
        if (other == None) return this;
        var all = new List<(MarkSort, uint)>();
        for (var sort = 0; sort < Sorts; sort++)
        {
            foreach (var mark in _marks[sort]) all.Add(((MarkSort)sort, mark));
            foreach (var mark in other._marks[sort]) all.Add(((MarkSort)sort, mark));
        }

        return new StoryMarks(all);
    }

    /// <summary>Both name something of this sort and nothing in common.</summary>
    public bool Disagree(MarkSort sort, StoryMarks other)
    {
        ReadOnlySpan<uint> mine = Of(sort), theirs = other.Of(sort);
        return mine.Length > 0 && theirs.Length > 0 && !mine.ContainsAny(theirs);
    }
}
