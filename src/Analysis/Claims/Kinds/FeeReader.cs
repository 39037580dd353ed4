using Monitor.Analysis.Claims.Reading;
using Monitor.Core.Judgements;

namespace Monitor.Analysis.Claims.Kinds;

/// <summary>What an authority or school charges: 报名费500元一科, 复读费3.8万, 免收报名费.</summary>
internal sealed class FeeReader : IClaimReader
{
    private const int After = 20;
    private const int Before = 5;

    public ClaimKind Kind => ClaimKind.Fee;

    public IReadOnlyList<Tag> Needs { get; } = [Tag.Fee];

    public IEnumerable<Word> Words { get; } =
    [
        .. CommonWords.Named(Tag.Fee, "报名费", "报名考试费:报名费", "报考费:报名费", "考试费:报名费", "考务费:报名费", "学费", "资料费", "复读费", "择校费", "借读费", "建档费", "赞助费", "住宿费", "查分费", "复核费", "填报费", "志愿填报费:填报费", "补课费", "体检费", "工本费", "打印费"),
        .. CommonWords.Plain(Tag.Free, "免费", "免收", "不收", "不用交", "免交", "不收取"),
    ];

    public void Read(Passage p, in Sentence s, Findings found)
    {
        var money = MoneyScanner.Find(p.TextOf(s), s.Start);
        foreach (var hit in p.HitsOf(s))
        {
            if (hit.Tag != Tag.Fee || found.IsFull) continue;
            if (Pair(p, s, hit, money) is { } m) Add(p, s, hit, m.Start, m.End, m.Yuan, found);
            else if (Free(p, s, hit) is { } free) Add(p, s, hit, free.Start, free.End, 0, found);
        }
    }

    private void Add(Passage p, in Sentence s, Hit fee, int start, int end, decimal yuan, Findings found)
    {
        var year = Years.At(p, fee.Start, out _);
        if (year == Years.Unknown) return;
        var (from, until) = (Math.Min(start, fee.Start), Math.Max(end, fee.End));
        found.Add(p, s, Kind, from, until, Subjects.Of(p, s, "fee/" + fee.Value, from, Tag.Exam, Tag.Course), year, new ClaimValue(ValueUnit.Yuan, Number: yuan), Stances.At(p, s, from, until));
    }

    private static MoneyMention? Pair(Passage p, in Sentence s, Hit fee, List<MoneyMention> money)
    {
        var next = p.Find(s, Tag.Fee, fee.End, s.End)?.Start ?? s.End;
        foreach (var m in money)
        {
            if (m.Start >= fee.End && m.End <= next && m.Start - fee.End <= After) return m;
        }

        foreach (var m in money)
        {
            if (m.End <= fee.Start && fee.Start - m.End <= Before && p.ClauseStart(s, fee.Start) <= m.Start) return m;
        }

        return null;
    }

    private static Hit? Free(Passage p, in Sentence s, Hit fee) =>
        p.Find(s, Tag.Free, Math.Max(p.ClauseStart(s, fee.Start), fee.Start - 4), fee.Start) ?? p.Find(s, Tag.Free, fee.End, Math.Min(p.ClauseEnd(s, fee.End), fee.End + 6));
}
