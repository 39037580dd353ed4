using Monitor.Analysis.Claims.Reading;
using Monitor.Core.Judgements;

namespace Monitor.Analysis.Claims.Facts;

/// <summary>Whether two values say the same; null when they cannot be held against each other.</summary>
internal static class Comparison
{
    private const int MostPieces = 10;

    /// <summary>What one authority charges everyone; a school's fee differs from the next school's.</summary>
    private static readonly string[] Public = ["报名费", "查分费", "复核费", "填报费", "体检费", "打印费"];

    public static bool? Same(Claim claim, OfficialFact fact)
    {
        ClaimValue said = claim.Value, official = fact.Value;
        if (said.Unit == ValueUnit.None || official.Unit == ValueUnit.None) return Changes(said, official);
        return (said.Unit, official.Unit) switch
        {
            (ValueUnit.Instant or ValueUnit.Date, ValueUnit.Instant or ValueUnit.Date) => Times(said, official),
            (ValueUnit.Points, ValueUnit.Points) => said.Number == official.Number,
            (ValueUnit.Yuan, ValueUnit.Yuan) => Fees(claim.Subject, said.Number ?? 0, official.Number ?? 0),
            // There are many sites and many numbers to call: another one is no contradiction.
            (ValueUnit.Name, ValueUnit.Name) => Names(said.Name ?? "", official.Name ?? "") ? true : null,
            _ => null,
        };
    }

    /// <summary>A change said without a new date, against what is known of the date.</summary>
    private static bool? Changes(ClaimValue said, ClaimValue official)
    {
        if (said.Change == ClaimChange.Unchanged) return official.Change is ClaimChange.None or ClaimChange.Unchanged;
        if (said.Change == ClaimChange.None) return null;
        // "延长到30号" against "不延长"; a date that merely stands says that nothing was changed.
        return said.Change == official.Change;
    }

    private static bool Times(ClaimValue said, ClaimValue official)
    {
        if (said.Unit == ValueUnit.Instant && official.Unit == ValueUnit.Instant) return Math.Abs((said.At!.Value - official.At!.Value).TotalMinutes) <= 1;
        var (from, until) = Days(official);
        var (first, last) = Days(said);
        if (official.Until is not null) return first >= from && last <= until;
        return said.Until is not null ? from >= first && until <= last : first <= until && last >= from;
    }

    /// <summary>Midnight ends one day and begins the next: as a day it is both.</summary>
    private static (DateOnly From, DateOnly Until) Days(ClaimValue v)
    {
        var at = v.At!.Value.ToOffset(Passage.China);
        var day = DateOnly.FromDateTime(at.DateTime);
        if (v.Unit == ValueUnit.Instant) return (at.TimeOfDay == TimeSpan.Zero ? day.AddDays(-1) : day, day);
        return (day, v.Until is { } until ? DateOnly.FromDateTime(until.ToOffset(Passage.China).DateTime) : day);
    }

    /// <summary>One paper's fee and the sum of several are both true; of a fee that differs from school to school only the same amount says anything.</summary>
    private static bool? Fees(string subject, decimal said, decimal official)
    {
        if (said == official) return true;
        if (!Public.Any(f => subject.Contains(f, StringComparison.Ordinal))) return null;
        if (said == 0 || official == 0) return false;
        var pieces = said / official;
        return pieces == Math.Floor(pieces) && pieces <= MostPieces ? null : false;
    }

    private static bool Names(string a, string b) => a.Length > 1 && b.Length > 1 && (a.Contains(b, StringComparison.Ordinal) || b.Contains(a, StringComparison.Ordinal));
}
