namespace Monitor.Analysis.Claims.Reading;

/// <summary>How a day is named.</summary>
internal enum DayForm { None, MonthDay, DayOfMonth, Relative, Weekday }

/// <summary>A day as written: what is missing (year, month) is filled in from the sentence and the post's time.</summary>
/// <param name="Number">Days from the post's day (Relative), or 1 = Monday .. 7 plus 7 for each week ahead (Weekday).</param>
internal readonly record struct WrittenDay(DayForm Form, int Year = 0, int Month = 0, int Day = 0, int Number = 0);

/// <summary>A moment, a day or a range as written. Minutes from midnight may be 1440: "24:00" is the next day's beginning; -1 = no time of day.</summary>
internal readonly record struct TimeMention(int Start, int End, WrittenDay Day, int Minute, WrittenDay UntilDay, int UntilMinute)
{
    public bool IsRange => UntilDay.Form != DayForm.None || UntilMinute >= 0;
}
