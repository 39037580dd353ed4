using Monitor.Analysis.Claims.Reading;
using Monitor.Core.Judgements;

namespace Monitor.Analysis.Claims.Kinds;

/// <summary>The mark from which one is admitted: 本科线438, 特控线：物理类516分，历史类523分.</summary>
internal sealed class ScoreLineReader : IClaimReader
{
    private const int Reach = 14;
    private static readonly string[] NotALine = ["大学", "学院", "投档", "附中", "一中", "二中", "三中", "中学"];

    public ClaimKind Kind => ClaimKind.ScoreLine;

    public IReadOnlyList<Tag> Needs { get; } = [Tag.Line];

    public IEnumerable<Word> Words { get; } =
    [
        .. CommonWords.Named(Tag.Line, "本科线:本科", "本科控制线:本科", "本科批线:本科", "本科省控线:本科", "本科录取控制线:本科", "本科批次线:本科", "本科录取最低控制分数线:本科", "本科分数线:本科", "本科批省控线:本科",
            "一本线:一本", "二本线:二本", "特控线:特控", "特殊类型招生控制线:特控", "特殊类型控制线:特控", "特殊类型线:特控", "特殊类型招生最低控制线:特控", "重点线:特控",
            "专科线:专科", "专科控制线:专科", "高职线:专科", "普高线:普高", "普高控制线:普高", "普高最低控制线:普高", "高中线:普高", "中考普高录取线:普高"),
    ];

    public void Read(Passage p, in Sentence s, Findings found)
    {
        foreach (var hit in p.HitsOf(s))
        {
            if (hit.Tag == Tag.Line && !found.IsFull) ReadLine(p, s, hit, found);
        }
    }

    private void ReadLine(Passage p, in Sentence s, Hit line, Findings found)
    {
        if (IsOwnScore(p, s, line)) return;
        if (Before(p, s, line) is { } early) Add(p, s, line, early.Start, early.End, early.Value, found);
        var until = p.Find(s, Tag.Line, line.End, s.End)?.Start ?? s.End;
        var first = true;
        for (var i = line.End; i < until; i++)
        {
            if (!Number(p.Text, i, until, out var end, out var value)) continue;
            var track = p.FindLast(s, Tag.Track, Math.Max(line.End, i - 8), i);
            if (first ? i - line.End <= Reach || track is not null : track is { } t && i - t.End <= 4) Add(p, s, line, i, end, value, found);
            first = false;
            i = end;
        }
    }

    private void Add(Passage p, in Sentence s, Hit line, int start, int end, int points, Findings found)
    {
        if (p.Has(s, Tag.Self, Math.Min(line.End, start), start)) return;
        var year = Years.At(p, Math.Min(line.Start, start), out _);
        if (year == Years.Unknown) return;
        var (from, until) = (Math.Min(line.Start, start), Math.Max(line.End, end));
        var key = Subjects.Of(p, s, "score-line/" + line.Value, start, Tag.Exam, Tag.Province, Tag.Track);
        found.Add(p, s, Kind, from, until, key, year, new ClaimValue(ValueUnit.Points, Number: points), Stances.IsNegated(p, s, start) ? ClaimStance.Denied : Stances.At(p, s, from, until));
    }

    /// <summary>"超本科线50分" and "XX大学本科线" are no lines of the authority.</summary>
    private static bool IsOwnScore(Passage p, in Sentence s, Hit line)
    {
        if (line.Start > s.Start && p.Text[line.Start - 1] is '超' or '过' or '够' or '上' or '离' or '比' or '压' or '踩' or '差' or '低' or '高') return true;
        var clause = p.Text[p.ClauseStart(s, line.Start)..line.Start];
        foreach (var word in NotALine)
        {
            if (clause.IndexOf(word) >= 0) return true;
        }

        return false;
    }

    /// <summary>"438分是本科线".</summary>
    private static (int Start, int End, int Value)? Before(Passage p, in Sentence s, Hit line)
    {
        var at = line.Start;
        var skip = 0;
        while (at > s.Start && skip < 3 && p.Text[at - 1] is '是' or '为' or '就' or '的' or ' ') (at, skip) = (at - 1, skip + 1);
        if (skip == 0) return null;
        var start = at;
        if (start > s.Start && p.Text[start - 1] == '分') start--;
        while (start > s.Start && char.IsAsciiDigit(p.Text[start - 1])) start--;
        return start < at && Number(p.Text, start, s.End, out var end, out var value) ? (start, end, value) : null;
    }

    /// <summary>A whole mark, 100 to 750, that counts nothing else and is no difference.</summary>
    private static bool Number(ReadOnlySpan<char> text, int at, int until, out int end, out int value)
    {
        end = at;
        value = 0;
        if (at > 0 && (char.IsAsciiDigit(text[at - 1]) || text[at - 1] is '.' or '第' or '涨' or '降' or '高' or '低' or '超' or '差' or '加' or '减' or '前')) return false;
        var digits = char.IsAsciiDigit(text[at]);
        var n = Numerals.Read(text[at..until], out value);
        end = at + n;
        if (n < 3 || value is < 100 or > 750 || (digits && n != 3)) return false;
        if (!digits && !(end < until && text[end] == '分')) return false;
        if (end >= until) return true;
        if (text[end] == '分') return ++end >= until || text[end] is not ('钟' or '之');
        return text[end] is not ('.' or '人' or '名' or '所' or '年' or '万' or '元' or '个' or '位' or '天' or '多' or '米' or '块' or '号' or '/' or '-');
    }
}
