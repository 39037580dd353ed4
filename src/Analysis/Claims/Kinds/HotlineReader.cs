using Monitor.Analysis.Claims.Reading;
using Monitor.Core.Judgements;

namespace Monitor.Analysis.Claims.Kinds;

/// <summary>A number to call for help or complaints: 咨询电话0512-65110511, 举报热线12337.</summary>
internal sealed class HotlineReader : IClaimReader
{
    private const int Reach = 6;

    public ClaimKind Kind => ClaimKind.Hotline;

    public IReadOnlyList<Tag> Needs { get; } = [Tag.Hotline];

    public IEnumerable<Word> Words { get; } =
        CommonWords.Plain(Tag.Hotline, "咨询电话", "咨询热线", "举报电话", "举报热线", "监督电话", "投诉电话", "服务电话", "服务热线", "客服电话", "值班电话", "求助热线", "心理热线", "热线电话", "热线");

    public void Read(Passage p, in Sentence s, Findings found)
    {
        foreach (var hit in p.HitsOf(s))
        {
            if (hit.Tag != Tag.Hotline || found.IsFull) continue;
            for (var at = hit.End; at < s.End && at <= hit.End + Reach; at++)
            {
                if (p.Text[at] is ':' or ' ' or '为' or '是' or '(' or ')') continue;
                if (!char.IsAsciiDigit(p.Text[at])) break;
                Add(p, s, hit, at, found);
                break;
            }
        }
    }

    private void Add(Passage p, in Sentence s, Hit hit, int at, Findings found)
    {
        var end = at;
        while (end < s.End && end - at < 20 && (char.IsAsciiDigit(p.Text[end]) || p.Text[end] is '-')) end++;
        var digits = new string([.. p.Text[at..end].ToArray().Where(char.IsAsciiDigit)]);
        if (digits.Length is < 3 or > 13) return;
        found.Add(p, s, Kind, hit.Start, end, "hotline", p.Published.Year, new ClaimValue(ValueUnit.Name, Name: digits), Stances.At(p, s, hit.Start, end));
    }
}
