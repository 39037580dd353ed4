using Monitor.Core.Judgements;

namespace Monitor.Analysis.Claims.Reading;

/// <summary>Turns a written time into a value: what it leaves out comes from the sentence's year and the post's time.</summary>
internal static class Moments
{
    /// <summary>Null when the date cannot be or its year is unknown.</summary>
    public static ClaimValue? Of(Passage p, in TimeMention m)
    {
        if (Day(p, m.Day, m.Start) is not { } day) return null;
        var at = At(day, Math.Max(m.Minute, 0));
        if (m.Minute >= 0) return new ClaimValue(ValueUnit.Instant, at);
        return new ClaimValue(ValueUnit.Date, at, m.UntilDay.Form == DayForm.None ? null : Last(p, m, day));
    }

    /// <summary>The end of a range, as a moment when it names an hour.</summary>
    public static ClaimValue? EndOf(Passage p, in TimeMention m)
    {
        var day = m.UntilDay.Form == DayForm.None ? Day(p, m.Day, m.Start) : Day(p, m.UntilDay, m.Start);
        if (day is not { } end) return null;
        return m.UntilMinute >= 0 ? new ClaimValue(ValueUnit.Instant, At(end, m.UntilMinute)) : new ClaimValue(ValueUnit.Date, At(end, 0));
    }

    private static DateTimeOffset? Last(Passage p, in TimeMention m, DateOnly first) =>
        Day(p, m.UntilDay, m.Start) is { } last && last > first ? At(last, 0) : null;

    private static DateTimeOffset At(DateOnly day, int minute) => new DateTimeOffset(day, TimeOnly.MinValue, Passage.China).AddMinutes(minute);

    private static DateOnly? Day(Passage p, WrittenDay d, int place)
    {
        var today = DateOnly.FromDateTime(p.Published.DateTime);
        return d.Form switch
        {
            DayForm.None => today,
            DayForm.Relative => today.AddDays(d.Number),
            DayForm.Weekday => today.AddDays(d.Number - Monday(today)),
            DayForm.DayOfMonth => DayOfMonth(today, d.Day),
            _ => MonthDay(p, today, d, place),
        };
    }

    private static int Monday(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;

    /// <summary>This month's, unless it is well past: then the next month's.</summary>
    private static DateOnly? DayOfMonth(DateOnly today, int day)
    {
        var month = new DateOnly(today.Year, today.Month, 1);
        if (day < today.Day - 12) month = month.AddMonths(1);
        return Make(month.Year, month.Month, day);
    }

    private static DateOnly? MonthDay(Passage p, DateOnly today, WrittenDay d, int place)
    {
        if (d.Year > 0) return Make(d.Year, d.Month, d.Day);
        var year = Years.At(p, place, out var stated);
        if (year == Years.Unknown) return null;
        if (stated) return Season(today, Make(year, d.Month, d.Day));
        // The nearest of the three: in December "1月5日" is next year's.
        var here = Make(year, d.Month, d.Day);
        if (here is not { } near) return null;
        var away = near.DayNumber - today.DayNumber;
        return away > 183 ? Make(year - 1, d.Month, d.Day) : away < -183 ? Make(year + 1, d.Month, d.Day) : near;
    }

    /// <summary>"2027年高考报名11月1日开始" is written in 2026: the exam names the year, its autumn comes before.</summary>
    private static DateOnly? Season(DateOnly today, DateOnly? day) =>
        day is { Month: >= 9 } d && d.DayNumber - today.DayNumber > 200 && Math.Abs(d.AddYears(-1).DayNumber - today.DayNumber) < 200 ? d.AddYears(-1) : day;

    private static DateOnly? Make(int year, int month, int day) =>
        day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
}
