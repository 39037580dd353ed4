using Monitor.Analysis.Duplicates;

namespace Monitor.Analysis.Concerns;

/// <summary>A question without the words every question has, so that what is asked about remains.</summary>
internal static class AskText
{
    private static readonly string[] Courtesies =
    [
        "有没有人知道", "有没有家长知道", "有没有人", "有没有懂的", "有谁知道", "谁知道", "有人知道", "有知道的吗", "想问一下", "想问问", "问一下", "问一问", "请问一下", "请问", "求问",
        "求助", "求解答", "求告知", "求科普", "帮忙看看", "麻烦问", "弱弱问", "到底", "究竟", "大家", "各位", "家长们", "姐妹们", "老师们", "一下", "是不是", "能不能", "可不可以", "有没有",
        "怎么办", "怎么回事", "为什么", "真的假的", "急急急", "在线等", "我想知道", "想知道", "我家孩子", "我家娃", "我孩子", "孩子", "我们", "你们", "现在", "今年", "这个", "那个",
    ];

    private static readonly string[] Askings =
    [
        "什么时候", "啥时候", "几点", "几号", "哪天", "什么", "怎么", "哪里", "哪儿", "哪个", "多少", "多久", "几天", "几次", "还能", "可以", "还是", "需要", "一直", "知道", "没有", "已经", "还没",
    ];

    /// <summary>Shorter than this, questions meet only when equal.</summary>
    public const int Shortest = 4;

    public static string Core(string text)
    {
        var core = StoryText.Normalise(text);
        foreach (var courtesy in Courtesies) core = core.Replace(courtesy, "", StringComparison.Ordinal);
        return core.Length >= Shortest ? core : StoryText.Normalise(text);
    }

    /// <summary>The same with a space wherever asking words stood, so that no term runs across them.</summary>
    public static string Subject(string text)
    {
        var core = StoryText.Normalise(text);
        foreach (var word in Courtesies.Concat(Askings)) core = core.Replace(word, " ", StringComparison.Ordinal);
        return core;
    }
}
