using Monitor.Analysis.Claims.Reading;
using Monitor.Core.Judgements;

namespace Monitor.Analysis.Claims.Kinds;

/// <summary>Something for sale that nobody may sell: answers, a stand-in, a place. Needs the goods and a sign of selling in one sentence or the next to it.</summary>
internal sealed class OfferReader : IClaimReader
{
    public ClaimKind Kind => ClaimKind.Offer;

    public IReadOnlyList<Tag> Needs { get; } = [Tag.Goods];

    public IEnumerable<Word> Words { get; } =
    [
        .. CommonWords.Named(Tag.Goods, "答案:answers", "真题:answers", "原题:answers", "原卷:answers", "考题:answers", "试题:answers", "押题卷:answers", "绝密卷:answers", "代考:proxy", "替考:proxy", "枪手:proxy", "内部名额:admission", "内部指标:admission",
            "保录:admission", "包录取:admission", "包上:admission", "补录名额:admission", "录取名额:admission", "点招:admission", "降分录取:admission", "学位名额:admission", "改分:score", "提分:score", "改成绩:score", "改志愿:filing", "隐形耳机:device", "作弊器材:device", "米粒耳机:device", "包过:other"),
        .. CommonWords.Plain(Tag.Sale, "出售", "卖", "有售", "加微", "加v", "加V", "加q", "加Q", "➕", "私聊", "私信", "私我", "联系我", "需要的联系", "价格", "报价", "付定金", "定金", "付款", "先付", "考后付", "名额有限", "先到先得", "有需要的", "需要的", "滴滴", "扫码", "进群", "事成", "不过退", "不成功", "可验货", "代办", "保真", "一手", "〔微信〕", "〔QQ〕", "〔手机号〕", "接单", "出全套", "出答案", "全包", "包中"),
    ];

    public void Read(Passage p, in Sentence s, Findings found)
    {
        if (p.Find(s, Tag.Goods, s.Start, s.End) is not { } goods) return;
        var money = MoneyScanner.Find(p.TextOf(s), s.Start);
        var sale = p.Find(s, Tag.Sale, s.Start, s.End);
        if (sale is null && money.Count == 0 && !NextSells(p, s)) return;
        var (start, end) = (Math.Min(goods.Start, sale?.Start ?? goods.Start), Math.Max(goods.End, sale?.End ?? goods.End));
        var value = money.Count > 0 ? new ClaimValue(ValueUnit.Yuan, Number: money[0].Yuan) : ClaimValue.None;
        found.Add(p, s, Kind, start, end, "offer/" + goods.Value, p.Published.Year, value, Stances.At(p, s, start, end));
    }

    private static bool NextSells(Passage p, in Sentence s)
    {
        foreach (var hit in p.Hits[s.LastHit..])
        {
            if (hit.Start > s.End + 40) return false;
            if (hit.Tag == Tag.Sale) return true;
        }

        return false;
    }
}
