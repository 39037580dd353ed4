using Monitor.Analysis.Claims.Reading;
using Monitor.Core.Judgements;

namespace Monitor.Analysis.Claims.Kinds;

/// <summary>That something happened somewhere: 一中考点泄题, 语文卷发错, 隔壁考场停电. Without a place, site or paper it cannot be checked and is none.</summary>
internal sealed class IncidentReader : IClaimReader
{
    private const int Reach = 24;

    public ClaimKind Kind => ClaimKind.Incident;

    public IReadOnlyList<Tag> Needs { get; } = [Tag.Happening];

    public IEnumerable<Word> Words { get; } =
    [
        .. CommonWords.Named(Tag.Happening, "泄题", "漏题:泄题", "题目泄露:泄题", "试题泄露:泄题", "试卷泄露:泄题", "考题泄露:泄题", "泄露试题:泄题", "试卷已经泄露:泄题", "试卷已泄露:泄题", "试卷提前泄露:泄题", "卷子泄露:泄题", "卷泄露:泄题", "卷已经泄露:泄题", "考题已经泄露:泄题", "题泄了:泄题", "作弊", "替考:替考", "雷同卷:作弊", "集体抄:作弊",
            "发错卷:发错卷", "发错试卷:发错卷", "试卷发错:发错卷", "卷子发错:发错卷", "卷发错:发错卷", "漏发试卷:发错卷", "停电", "断电:停电", "起火:火灾", "着火:火灾", "火灾", "失火:火灾", "爆炸",
            "打架", "斗殴:打架", "打起来:打架", "跳楼", "轻生:跳楼", "坠楼:跳楼", "晕倒", "昏倒:晕倒", "猝死", "死了人:死亡", "死亡", "中毒", "车祸", "提前打铃:铃声有误", "提前收卷:铃声有误", "铃声响早:铃声有误", "少考了:铃声有误",
            "广播故障:听力故障", "听力故障", "听力没声音:听力故障", "听力事故:听力故障", "砍人:伤人", "持刀:伤人", "捅人:伤人", "踩踏", "断网", "漏雨", "被抓:被抓"),
        .. SiteNames.Words,
    ];

    public void Read(Passage p, in Sentence s, Findings found)
    {
        foreach (var hit in p.HitsOf(s))
        {
            if (hit.Tag != Tag.Happening || found.IsFull || Place(p, s, hit) is not { } place) continue;
            var year = Years.At(p, hit.Start, out _);
            if (year == Years.Unknown) continue;
            var name = new string(p.Text[place.Start..place.End]).Trim();
            var (from, until) = (Math.Min(place.Start, hit.Start), Math.Max(place.End, hit.End));
            found.Add(p, s, Kind, from, until, "incident/" + hit.Value, year, new ClaimValue(ValueUnit.Name, Name: name), Stances.IsNegated(p, s, hit.Start) ? ClaimStance.Denied : Stances.At(p, s, from, until));
        }
    }

    private static (int Start, int End)? Place(Passage p, in Sentence s, Hit hit)
    {
        var site = p.FindLast(s, Tag.School, Math.Max(s.Start, hit.Start - Reach), hit.Start) ?? p.Find(s, Tag.School, hit.End, Math.Min(p.ClauseEnd(s, hit.End), hit.End + Reach));
        if (site is { } found) return (SiteNames.StartOf(p.Text, s.Start, found), found.End);
        var paper = p.FindLast(s, Tag.Course, Math.Max(s.Start, hit.Start - 6), hit.Start);
        return paper is { } course ? (course.Start, course.End) : null;
    }
}
