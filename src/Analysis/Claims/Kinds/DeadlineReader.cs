using Monitor.Analysis.Claims.Reading;
using Monitor.Core.Judgements;

namespace Monitor.Analysis.Claims.Kinds;

/// <summary>Until when something may be done, and that this was changed: 6月28日17:00截止, 延长到30号, 提前关闭, 不会延长.</summary>
internal sealed class DeadlineReader : IClaimReader
{
    private const int FarAfter = 12;
    private const int NearAfter = 6;
    private const int FarBefore = 30;

    private static readonly System.Buffers.SearchValues<char> MayFollow = System.Buffers.SearchValues.Create(",、!?。 了的吗啊呢啦嘛吧~～一二两三四五六七八九十半几多0123456789到至为)”\"」");

    private static readonly string[] Counted = ["已有", "共有", "累计", "共计", "共收到", "已完成"];

    public ClaimKind Kind => ClaimKind.Deadline;

    public IReadOnlyList<Tag> Needs { get; } = [Tag.Ends, Tag.Extend, Tag.Early, Tag.Topic];

    public IEnumerable<Word> Words { get; } =
    [
        .. CommonWords.Named(Tag.Topic, "志愿填报:filing", "填报志愿:filing", "填志愿:filing", "报志愿:filing", "征集志愿:filing", "志愿:filing", "填报:filing",
            "网上报名:registration", "报名:registration", "缴费:payment", "交费:payment", "准考证:ticket", "打印:ticket",
            "现场确认:confirm", "网上确认:confirm", "信息确认:confirm", "资格确认:confirm", "复核:review", "查卷:review", "体检:medical"),
        .. CommonWords.Plain(Tag.Self, "志愿者", "志愿服务", "志愿活动"),
        .. CommonWords.Named(Tag.Ends, "截止时间:after", "截止日期:after", "截止至:after", "截止到:after", "截止于:after", "截至:count", "截止:", "为止:", "关闭:", "关网:", "关系统:", "停止:", "结束:",
            "最后一天:", "最后期限:after", "最晚:after", "最迟:after"),
        .. CommonWords.Named(Tag.Extend, "延长:", "延期:", "延迟到:", "延迟至:", "延至:", "延到:", "延后:", "顺延:", "推迟:", "推后:", "宽限:", "不变:same", "不作调整:same", "不做调整:same", "没有变:same", "未变:same", "不调整:same", "没变:same"),
        .. CommonWords.Plain(Tag.Early, "提前截止", "提前关闭", "提前结束", "提前关", "提前停止", "提前到", "提前至", "提早关闭", "提早结束", "提早截止"),
    ];

    public void Read(Passage p, in Sentence s, Findings found)
    {
        var times = p.TimesOf(s);
        ulong used = 0;
        // A change outranks the word it changes: "截止时间从28号延长到30号" is one claim.
        foreach (var hit in p.HitsOf(s))
        {
            if (hit.Tag is Tag.Extend or Tag.Early) ReadWord(p, s, hit, times, ref used, found);
        }

        foreach (var hit in p.HitsOf(s))
        {
            if (hit.Tag == Tag.Ends && !IsChanged(p, s, hit)) ReadWord(p, s, hit, times, ref used, found);
        }

        for (var i = 0; i < times.Count && i < 64 && !found.IsFull; i++)
        {
            if ((used & (1UL << i)) == 0) ReadBare(p, s, times[i], found);
        }
    }

    private void ReadWord(Passage p, in Sentence s, Hit hit, List<TimeMention> times, ref ulong used, Findings found)
    {
        if (hit is { Tag: Tag.Extend, Value: "" } && !IsOfTime(p, s, hit)) return;
        var at = Pair(p, s, hit, times, used);
        if (found.IsFull || Topic(p, s, hit.Start, dated: at >= 0) is not { } topic || IsCount(p, s, hit)) return;
        if (at >= 0) used |= 1UL << at;
        if (Value(p, hit, times, at) is not { } value) return;
        int start = hit.Start, end = hit.End;
        if (at >= 0) (start, end) = (Math.Min(start, times[at].Start), Math.Max(end, times[at].End));
        Add(p, s, found, topic, hit.Start, start, end, value);
    }

    /// <summary>"延长服务至晚10点" lengthens something else; "延长填报时间" is ours.</summary>
    private static bool IsOfTime(Passage p, in Sentence s, Hit hit)
    {
        var rest = p.Text[hit.End..s.End];
        return rest.IsEmpty || rest.IndexOfAny(MayFollow) == 0 || p.Find(s, Tag.Topic, hit.End, Math.Min(s.End, hit.End + FarAfter)) is { } topic && topic.Start - hit.End <= 2
            || p.TimesOf(s).Exists(m => m.Start == hit.End);
    }

    private static bool IsChanged(Passage p, in Sentence s, Hit ends)
    {
        int from = p.ClauseStart(s, ends.Start), until = p.ClauseEnd(s, ends.End);
        return p.Has(s, Tag.Early, from, until) || p.Find(s, Tag.Extend, from, until) is { Value: "" };
    }

    private void Add(Passage p, in Sentence s, Findings found, string topic, int place, int start, int end, ClaimValue value)
    {
        var year = value.At?.ToOffset(Passage.China).Year ?? Years.At(p, start, out _);
        if (year == Years.Unknown) return;
        var stance = Stances.At(p, s, start, end);
        if (stance != ClaimStance.Denied && Stances.IsNegated(p, s, place)) stance = ClaimStance.Denied;
        // What is officially denied of a change is that there is one.
        if (value.Change == ClaimChange.Unchanged) stance = stance == ClaimStance.Denied ? ClaimStance.Asserted : stance;
        found.Add(p, s, Kind, start, end, Subjects.Of(p, s, topic + "-deadline", start, Tag.Exam, Tag.Province, Tag.Batch), year, value, stance);
    }

    /// <summary>"填报到28号17点", "28日17:00前填报", "填报时间：25日至28日": a limit without a word for it.</summary>
    private void ReadBare(Passage p, in Sentence s, in TimeMention m, Findings found)
    {
        int clause = p.ClauseStart(s, m.Start), clauseEnd = p.ClauseEnd(s, m.End);
        var topic = p.FindLast(s, Tag.Topic, Math.Max(s.Start, m.Start - FarBefore), m.Start) ?? p.Find(s, Tag.Topic, m.End, Math.Min(clauseEnd, m.End + FarAfter));
        if (topic is { } made && made.Start >= m.End && made.End < s.End && p.Text[made.End] == '的') return;
        if (topic is not { } what || p.Has(s, Tag.Opens, clause, clauseEnd) || p.Has(s, Tag.Extend, clause, m.Start) || m.Day is { Form: DayForm.Relative, Number: < 0 }) return;
        var after = p.Text[m.End..s.End];
        var before = m.Start > s.Start ? p.Text[m.Start - 1] : ' ';
        var limit = ((after.StartsWith("前") || after.StartsWith("之前") || after.StartsWith("以前") || after.StartsWith("止")) && what.Start >= clause) || (before is '到' or '至' && what.End <= m.Start && what.Start >= clause);
        if (before == '从' || (!limit && !(m.IsRange && Adjoins(p, what, m)))) return;
        var value = limit && !m.IsRange ? Moments.Of(p, m) : Moments.EndOf(p, m);
        if (value is not null) Add(p, s, found, what.Value, m.Start, m.Start, m.End, value);
    }

    /// <summary>A range is a window only beside what it is a window of: "填报时间：25日至28日", not "四点到五点填报系统坏了".</summary>
    private static bool Adjoins(Passage p, Hit what, in TimeMention m)
    {
        if (what.Start >= m.End) return what.Start - m.End <= 1 && m.UntilDay.Form != DayForm.None;
        var between = p.Text[what.End..m.Start];
        return between.Length <= 1 || between.IndexOf("时间") >= 0 || between.EndsWith(":") || between.EndsWith("为") || between.EndsWith("从");
    }

    private static ClaimValue? Value(Passage p, Hit hit, List<TimeMention> times, int at)
    {
        var change = hit.Tag switch { Tag.Extend => hit.Value == "same" ? ClaimChange.Unchanged : ClaimChange.Extended, Tag.Early => ClaimChange.Early, _ => ClaimChange.None };
        if (at < 0 || change == ClaimChange.Unchanged) return change == ClaimChange.None ? null : new ClaimValue(ValueUnit.None, Change: change);
        return (times[at].IsRange ? Moments.EndOf(p, times[at]) : Moments.Of(p, times[at])) is { } value ? value with { Change = change } : null;
    }

    /// <summary>In its sentence; from earlier ones only where the sentence speaks of nothing else.</summary>
    private static string? Topic(Passage p, in Sentence s, int place, bool dated)
    {
        if (p.FindLast(s, Tag.Topic, s.Start, place) is { } before) return before.Value;
        if (p.Find(s, Tag.Topic, place, dated ? s.End : p.ClauseEnd(s, place)) is { } after) return after.Value;
        if (p.Has(s, Tag.Batch, s.Start, s.End)) return p.TextOf(s).IndexOf("录取") < 0 && p.TextOf(s).IndexOf("投档") < 0 ? "filing" : null;
        return p.Has(s, Tag.Exam, s.Start, s.End) || p.Has(s, Tag.Release, s.Start, s.End) || p.Has(s, Tag.Course, s.Start, s.End) ? null : Subjects.Earlier(p, Tag.Topic, s)?.Value;
    }

    /// <summary>"截至6月28日，已有3万人报名" counts, it sets no limit.</summary>
    private static bool IsCount(Passage p, in Sentence s, Hit hit)
    {
        if (hit.Value != "count") return false;
        if (!p.Has(s, Tag.Topic, p.ClauseStart(s, hit.Start), hit.Start)) return true;
        foreach (var word in Counted)
        {
            if (p.TextOf(s).IndexOf(word) >= 0) return true;
        }

        return false;
    }

    private static int Pair(Passage p, in Sentence s, Hit hit, List<TimeMention> times, ulong used)
    {
        var after = First(p, s, hit, times, used, hit.Tag == Tag.Ends ? NearAfter : FarAfter);
        if (hit.Tag == Tag.Extend || (after >= 0 && (hit.Tag == Tag.Early || hit.Value is "after" or "count"))) return after;
        var before = Last(p, s, hit, times, used);
        return before >= 0 ? before : after;
    }

    private static int First(Passage p, in Sentence s, Hit hit, List<TimeMention> times, ulong used, int reach)
    {
        for (var i = 0; i < times.Count && i < 64; i++)
        {
            if (times[i].Start < hit.End || (used & (1UL << i)) != 0) continue;
            return times[i].Start - hit.End <= reach && p.ClauseEnd(s, hit.End) >= times[i].Start ? i : -1;
        }

        return -1;
    }

    private static int Last(Passage p, in Sentence s, Hit hit, List<TimeMention> times, ulong used)
    {
        for (var i = Math.Min(times.Count, 64) - 1; i >= 0; i--)
        {
            if (times[i].End > hit.Start || (used & (1UL << i)) != 0) continue;
            var clause = p.ClauseStart(s, hit.Start);
            if (times[i].Start < (hit.Value == "after" || clause == s.Start ? clause : p.ClauseStart(s, clause - 1))) return -1;
            return hit.Start - times[i].End <= FarBefore && !p.Has(s, Tag.Ends, times[i].End, hit.Start) ? i : -1;
        }

        return -1;
    }
}
