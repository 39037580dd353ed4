namespace Monitor.Analysis.Duplicates;

/// <summary>Districts by the two characters before 区, 县, 市, 镇, 乡; schools by name or number; provinces and large cities by a list.</summary>
internal static class PlaceNames
{
    private const string DistrictEnds = "区县市镇乡";
    private const string Ordinals = "一二三四五六七八九十百0123456789";

    // A name holds none of these: 全县, 我市, 各区, 考区, 学区, 校区, 市区, 城镇, 超市, 小区, 社区 ...
    private const string NoName = "的在和了我全本该所各这那有是个某到去从于与及等为被把给让对说就都也还很请叫考学校市城超小社景灾辖地州外民办公私县区镇乡省年月日号时分中名家第老高初生门口附近来送找往";

    private static readonly string[] SchoolEnds = ["中学", "小学", "大学", "学院", "实验"];

    private static readonly string[] Known =
    [
        "北京", "天津", "上海", "重庆", "河北", "山西", "辽宁", "吉林", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南", "广东",
        "广西", "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海", "宁夏", "新疆", "西藏", "香港", "澳门", "台湾", "广州", "深圳", "杭州", "南京",
        "苏州", "成都", "武汉", "西安", "郑州", "长沙", "合肥", "济南", "青岛", "沈阳", "大连", "长春", "昆明", "贵阳", "南宁", "福州", "厦门", "南昌",
        "太原", "兰州", "银川", "西宁", "海口", "拉萨", "宁波", "无锡", "东莞", "佛山",
    ];

    public static void Read(string text, List<(MarkSort, uint)> found)
    {
        for (var i = 2; i < text.Length; i++)
        {
            var c = text[i];
            if (DistrictEnds.Contains(c, StringComparison.Ordinal)) Stem(text, i, found);
            else if (c == '中' && Ordinals.Contains(text[i - 1], StringComparison.Ordinal)) Numbered(text, i, found);
            else Named(text, i, found);
        }

        if (text.Length > 2 && text[1] == '中' && Ordinals.Contains(text[0], StringComparison.Ordinal)) Numbered(text, 1, found);
        foreach (var name in Known)
        {
            if (text.Contains(name, StringComparison.Ordinal)) found.Add((MarkSort.Place, Sketch.Gram(name[0], name[1])));
        }
    }

    private static void Named(string text, int at, List<(MarkSort, uint)> found)
    {
        foreach (var end in SchoolEnds)
        {
            if (!text.AsSpan(at).StartsWith(end, StringComparison.Ordinal)) continue;
            Stem(text, DistrictEnds.Contains(text[at - 1], StringComparison.Ordinal) ? at - 1 : at, found);
            return;
        }
    }

    /// <summary>三十九中, 临桥一中; not 一中午, not 中考.</summary>
    private static void Numbered(string text, int at, List<(MarkSort, uint)> found)
    {
        var rest = text.AsSpan(at + 1);
        if (rest.Length > 0 && "午间国心等旬年期部央奖止途断药文英".Contains(rest[0], StringComparison.Ordinal)) return;
        if (rest.StartsWith("考", StringComparison.Ordinal) && !rest.StartsWith("考点", StringComparison.Ordinal)) return;
        var start = at;
        var number = 2166136261u;
        while (start > 0 && Ordinals.Contains(text[start - 1], StringComparison.Ordinal)) start--;
        for (var i = start; i < at; i++) number = (number ^ text[i]) * 16777619u;
        found.Add((MarkSort.School, number));
        Stem(text, start, found);
        for (var i = Math.Max(1, start); i <= at; i++) found.Add((MarkSort.Name, Sketch.Gram(text[i - 1], text[i])));
    }

    private static void Stem(string text, int end, List<(MarkSort, uint)> found)
    {
        if (end < 2) return;
        char a = text[end - 2], b = text[end - 1];
        if (!IsName(a) || !IsName(b)) return;
        found.Add((MarkSort.Place, Sketch.Gram(a, b)));
        if (end < text.Length) found.Add((MarkSort.Name, Sketch.Gram(b, text[end])));
        if (end > 2) found.Add((MarkSort.Name, Sketch.Gram(text[end - 3], a)));
    }

    private static bool IsName(char c) => c is >= '一' and <= '\u9fff' && !NoName.Contains(c, StringComparison.Ordinal);
}
