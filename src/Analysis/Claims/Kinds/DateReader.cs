using Monitor.Analysis.Claims.Reading;
using Monitor.Core.Judgements;

namespace Monitor.Analysis.Claims.Kinds;

/// <summary>When something happens: an exam, the marks, the opening of filing; and that an exam is put off or cancelled.</summary>
internal sealed class DateReader : IClaimReader
{
    private const int Reach = 15;

    public ClaimKind Kind => ClaimKind.Date;

    public IReadOnlyList<Tag> Needs { get; } = [Tag.Exam, Tag.Course, Tag.Release, Tag.Opens, Tag.ExamVerb];

    public IEnumerable<Word> Words { get; } =
    [
        .. CommonWords.Plain(Tag.ExamVerb, "开考", "举行", "开始考", "考试时间", "开始", "进行", "定在", "定于", "时间", "改到", "如期"),
        .. CommonWords.Plain(Tag.Opens, "开始填报", "开放", "启动", "开通", "开始报名", "开始打印"),
        .. CommonWords.Plain(Tag.Release, "出分", "查分", "放榜", "出成绩", "公布成绩", "成绩公布", "成绩发布", "发布成绩", "查成绩", "查询成绩", "分数公布", "公布分数", "成绩揭晓", "成绩出来", "成绩将于", "成绩于"),
        .. CommonWords.Named(Tag.Release, "成绩查询:weak", "查分系统:weak"),
        .. CommonWords.Plain(Tag.Cancel, "取消", "停办", "停考"),
    ];

    public void Read(Passage p, in Sentence s, Findings found)
    {
        foreach (var m in p.TimesOf(s))
        {
            if (found.IsFull) return;
            if (m.Day.Form != DayForm.None && m.Day is not { Form: DayForm.Relative, Number: < 0 }) ReadDated(p, s, m, found);
        }

        foreach (var hit in p.HitsOf(s))
        {
            if (hit.Tag == Tag.Exam && !found.IsFull) ReadChange(p, s, hit, found);
        }
    }

    private void ReadDated(Passage p, in Sentence s, in TimeMention m, Findings found)
    {
        int from = p.ClauseStart(s, m.Start), until = p.ClauseEnd(s, m.End);
        if (Subject(p, s, m, from, until) is not { } what || Moments.Of(p, m) is not { } value) return;
        var (start, end) = (Math.Min(m.Start, what.Word.Start), Math.Max(m.End, what.Word.End));
        var change = p.Find(s, Tag.Extend, from, until) is { Value: "" } ? ClaimChange.Extended : p.Has(s, Tag.Early, from, until) ? ClaimChange.Early : ClaimChange.None;
        Tag[] narrow = what.Head == "exam-date" ? [Tag.Exam, Tag.Course] : [Tag.Exam, Tag.Province, Tag.Batch];
        found.Add(p, s, Kind, start, end, Subjects.Of(p, s, what.Head, start, narrow), value.At!.Value.ToOffset(Passage.China).Year, value with { Change = change }, Stances.At(p, s, start, end));
    }

    private static (string Head, Hit Word)? Subject(Passage p, in Sentence s, in TimeMention m, int from, int until)
    {
        if (m.UntilMinute < 0 && Near(p, s, Tag.Release, m, from, until) is { } release && (release.Value != "weak" || p.Has(s, Tag.Opens, from, until) || p.Has(s, Tag.ExamVerb, from, until))) return ("score-release", release);
        var topic = p.Find(s, Tag.Topic, from, until) ?? p.FindLast(s, Tag.Topic, s.Start, m.Start);
        if (topic is { } open && p.Text[from..until].IndexOf("模拟") < 0 && (p.Find(s, Tag.Opens, from, until) is not null || p.Find(s, Tag.ExamVerb, m.End, until) is { } verb && p.Text[verb.Start..verb.End].StartsWith("开始")))
            return (open.Value + "-open", open);
        if (p.Has(s, Tag.Ends, from, until) || (topic is not null && topic.Value.Start >= from)) return null;
        if (p.Find(s, Tag.Course, from, until) is { } course && (m.Minute >= 0 || IsTaken(p, s, course) || IsExamVerb(p, s, from, until))) return ("exam-date", course);
        if (p.FindLast(s, Tag.Exam, s.Start, until) is not { } exam) return null;
        return IsExamVerb(p, s, from, until) || Adjoins(p, exam, m, until) ? ("exam-date", exam) : null;
    }

    private static Hit? Near(Passage p, in Sentence s, Tag tag, in TimeMention m, int from, int until) =>
        p.Find(s, tag, from, until) ?? p.FindLast(s, tag, Math.Max(s.Start, m.Start - Reach), m.Start) ?? p.Find(s, tag, m.End, Math.Min(s.End, m.End + Reach));

    private static bool IsExamVerb(Passage p, in Sentence s, int from, int until) =>
        p.Has(s, Tag.ExamVerb, from, until) || p.Has(s, Tag.Extend, from, until) || p.Has(s, Tag.Early, from, until);

    /// <summary>"考语文", but not the 考 of "中考语文".</summary>
    private static bool IsTaken(Passage p, in Sentence s, Hit course) =>
        course.Start > s.Start && p.Text[course.Start - 1] == '考' && !p.Has(s, Tag.Exam, course.Start - 2, course.Start);

    /// <summary>"高考是6月7日" and "高考：6月7日、8日".</summary>
    private static bool Adjoins(Passage p, Hit exam, in TimeMention m, int until)
    {
        var gap = m.Start - exam.End;
        if (gap is < 0 or > 2) return false;
        return gap > 0 ? p.Text[m.Start - 1] is '是' or '在' or '于' or '为' or ':' : m.End == until;
    }

    /// <summary>"高考推迟了", "取消中考": only where the exam itself is what is changed.</summary>
    private void ReadChange(Passage p, in Sentence s, Hit exam, Findings found)
    {
        int from = p.ClauseStart(s, exam.Start), until = p.ClauseEnd(s, exam.End);
        if (p.Has(s, Tag.Topic, from, until) || p.Has(s, Tag.Release, from, until) || p.TimesOf(s).Exists(m => m.Day.Form != DayForm.None && m.Start >= from && m.End <= until)) return;
        var put = p.Find(s, Tag.Extend, exam.End, until) ?? p.Find(s, Tag.Extend, Math.Max(from, exam.Start - 4), exam.Start);
        var change = put is { } moved && moved.Start - exam.End <= 8 && (moved.Start < exam.Start || p.Text[exam.End..moved.Start].IndexOfAny("线绩名录查招志缴卷题生") < 0) ? put : null;
        var cancel = p.Find(s, Tag.Cancel, from, until) is { } c && IsWhole(p, c, exam, until) ? (Hit?)c : null;
        if ((change ?? cancel) is not { } word) return;
        var (start, end) = (Math.Min(exam.Start, word.Start), Math.Max(exam.End, word.End));
        var year = Years.At(p, start, out _);
        if (year == Years.Unknown) return;
        var value = new ClaimValue(ValueUnit.None, Change: change is { Value: "same" } ? ClaimChange.Unchanged : change is not null ? ClaimChange.Extended : ClaimChange.Cancelled);
        var stance = Stances.IsNegated(p, s, word.Start) ? ClaimStance.Denied : Stances.At(p, s, start, end);
        found.Add(p, s, Kind, start, end, Subjects.Of(p, s, "exam-date", start, Tag.Exam), year, value, stance);
    }

    /// <summary>"取消中考加分" and "高考取消英语" speak of something else.</summary>
    private static bool IsWhole(Passage p, Hit cancel, Hit exam, int until)
    {
        var last = Math.Max(cancel.End, exam.End);
        var gap = cancel.Start >= exam.End ? cancel.Start - exam.End : exam.Start - cancel.End;
        return gap is >= 0 and <= 4 && (last == until || p.Text[last] is '了' or '啦' or '!' or '的' or ' ' or '是');
    }
}
