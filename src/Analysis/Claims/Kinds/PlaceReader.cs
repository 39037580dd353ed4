using Monitor.Analysis.Claims.Reading;
using Monitor.Core.Judgements;

namespace Monitor.Analysis.Claims.Kinds;

/// <summary>Where something takes place: 考点改到实验中学, 现场确认地点设在政务中心.</summary>
internal sealed class PlaceReader : IClaimReader
{
    private const int Reach = 20;
    private const int LongestName = 16;

    public ClaimKind Kind => ClaimKind.Place;

    public IReadOnlyList<Tag> Needs { get; } = [Tag.Move];

    public IEnumerable<Word> Words { get; } =
    [
        .. CommonWords.Plain(Tag.Move, "改到", "换到", "改在", "调整到", "调整至", "调整为", "迁到", "搬到", "设在", "改为", "变更为", "移到"),
        .. CommonWords.Named(Tag.Site, "考试地点:exam-place", "考点:exam-place", "考场:exam-place", "集合点:meeting-place", "确认点:confirm-place", "确认地点:confirm-place", "报名点:registration-place", "报名地点:registration-place", "体检地点:medical-place", "领取地点:ticket-place"),
    ];

    public void Read(Passage p, in Sentence s, Findings found)
    {
        foreach (var hit in p.HitsOf(s))
        {
            if (hit.Tag != Tag.Move || found.IsFull) continue;
            var site = p.FindLast(s, Tag.Site, Math.Max(s.Start, hit.Start - Reach), hit.Start);
            var end = NameEnd(p, s, hit);
            if (site is not { } what || end - hit.End < 2) continue;
            // A moved date is no place.
            if (p.TimesOf(s).Exists(m => m.Start >= hit.Start && m.Start < end)) continue;
            var name = new string(p.Text[hit.End..end]).Trim();
            var year = Years.At(p, hit.Start, out _);
            if (year != Years.Unknown) found.Add(p, s, Kind, what.Start, end, Subjects.Of(p, s, what.Value, what.Start, Tag.Exam), year, new ClaimValue(ValueUnit.Name, Name: name), Stances.At(p, s, what.Start, end));
        }
    }

    private static int NameEnd(Passage p, in Sentence s, Hit move)
    {
        var most = Math.Min(p.ClauseEnd(s, move.End), move.End + LongestName);
        if (p.FindLast(s, Tag.School, move.End, most) is { } school) return school.End;
        var at = move.End;
        while (at < most && p.Text[at] is not ('了' or ' ' or '(' or '!' or '吗' or '的')) at++;
        return at;
    }
}
