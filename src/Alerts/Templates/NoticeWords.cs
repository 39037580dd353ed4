using System.Globalization;
using Monitor.Core.Alerts;
using Monitor.Core.Cases;

namespace Monitor.Alerts.Templates;

/// <summary>The words of one language for what the program itself knows; templates join them. Times are Beijing time in both.</summary>
internal abstract class NoticeWords
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    /// <summary>Joins a list.</summary>
    public abstract string Comma { get; }

    public abstract string Acknowledge { get; }

    public abstract string Board { get; }

    protected abstract string Zone { get; }

    public static NoticeWords Of(Language language) => language == Language.En ? EnglishWords.Instance : ChineseWords.Instance;

    /// <summary>The word and the grade, never a colour alone.</summary>
    public abstract string Level(WarningLevel level);

    /// <summary>With what it still lacks to be a warning.</summary>
    public abstract string Level(Alert alert);

    public abstract string Kind(NoticeKind kind);

    public abstract string Team(Team team);

    public abstract string Span(TimeSpan span);

    /// <summary>Platform of posts by its stored word.</summary>
    public abstract string Platform(string stored);

    /// <summary>Where an alert is that names neither system nor platform.</summary>
    public abstract string PublicIn(IReadOnlyList<string> districts);

    /// <summary>Where people are in distress: no closer than the district.</summary>
    public abstract string PeopleIn(IReadOnlyList<string> districts);

    public abstract string System(string name, string? host);

    public abstract string Source(string name);

    public abstract string More(int places);

    /// <summary>What the kind itself means, such as that nobody has acknowledged; empty where its word says it all.</summary>
    public abstract string Note(Alert alert, NoticeKind kind, DateTimeOffset now);

    /// <summary>How the figures are to be read.</summary>
    public abstract string Caution(Alert alert);

    public abstract string ReadersOfRestricted { get; }

    /// <summary>Next step where no department's plan has a line.</summary>
    public abstract string Next(Alert alert, NoticeKind kind);

    /// <summary>Said before anything else of those in distress.</summary>
    public abstract string Gently { get; }

    public abstract string Ended { get; }

    public abstract string Held(IReadOnlyList<HoldCause> causes);

    public abstract string HeldLine(string level, string title, IEnumerable<(DateTimeOffset At, NoticeKind Kind)> events);

    public abstract string MoreAlerts(int count);

    public abstract string SummaryNext { get; }

    public abstract string Clock(ClockKind kind);

    public abstract string Left(CaseClock clock);

    public abstract string CaseKind(bool late);

    public abstract string CaseNext(ClockKind kind);

    public abstract string NoDepartment { get; }

    public abstract string NoHandler { get; }

    public abstract string TestNext { get; }

    public string Time(DateTimeOffset at) => at.ToOffset(Beijing).ToString("yyyy-MM-dd HH:mm:ss ", CultureInfo.InvariantCulture) + Zone;

    protected static string Clock(DateTimeOffset at) => at.ToOffset(Beijing).ToString("HH:mm", CultureInfo.InvariantCulture);
}
