namespace Monitor.Analysis.Claims.Reading;

/// <summary>What a word does in a sentence that claims something.</summary>
internal enum Tag
{
    // What is spoken of.
    Topic, Exam, Batch, Track, Course, Province,

    // Deadlines and dates.
    Ends, Extend, Early, Opens, ExamVerb, Release, Cancel,

    // The other kinds.
    Line, Fee, Free, Site, Move, Happening, School, Goods, Sale, Hotline,

    // How it is said.
    Negation, Denial, Hearsay, Report, Truth, Question, Wish, Guess, Past, Self,

    // A longer word that only looks like a known one.
    Other,
}

/// <summary>One word of the lexicon; <paramref name="Value"/> is the key it stands for.</summary>
internal sealed record Word(string Text, Tag Tag, string Value);

/// <summary>A word found in a passage.</summary>
internal readonly record struct Hit(int Start, int End, Word Word)
{
    public Tag Tag => Word.Tag;

    public string Value => Word.Value;
}
