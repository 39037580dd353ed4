using System.Text.RegularExpressions;
using Monitor.Analysis.Duplicates;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Text;

namespace Monitor.Analysis.Claims.Facts;

/// <summary>
/// Reads what an official text calls untrue: the words in quotation marks, or those between 网传 and 不实. Patterns run in linear time.
/// </summary>
internal static partial class RebuttalReader
{
    private const int Most = 4;
    private const int LongestQuote = 200;
    private const int ShortestDenied = 5;

    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private static readonly string[] Denials = ["谣言", "不实", "辟谣", "勿信", "假消息", "虚假信息", "不属实", "子虚乌有", "纯属", "没有此事", "并无此事", "并未发生", "未发生", "从未", "造谣", "误传", "为假", "不存在"];

    public static IReadOnlyList<OfficialRebuttal> Read(Post post)
    {
        var text = post.FullText;
        if (!Denies(text)) return [];
        // A title announces the denial; the text words it.
        var quote = Quote(Denies(post.Text) ? post.Text : text);
        return [.. Denied(text).Where(d => StoryText.Normalise(d).Length >= ShortestDenied).Distinct().Take(Most).Select(d => new OfficialRebuttal
        {
            Id = OfficialReader.Id(post.SourceId, post.Id, d),
            Denied = d,
            Quote = quote,
            Url = post.Url,
            SourceId = post.SourceId,
            Published = post.Published,
        })];
    }

    public static bool Denies(string text)
    {
        foreach (var word in Denials)
        {
            if (text.Contains(word, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private static IEnumerable<string> Denied(string text)
    {
        var quoted = text.Split('。', '\n').Where(Tells).SelectMany(s => Quoted().Matches(s)).Select(m => m.Groups[1].Value).ToList();
        if (quoted.Count > 0) return quoted;
        // Without marks: what 网传 introduces, up to the end of its sentence or the word that denies it.
        var told = Told().Matches(text).Select(m => Trim(m.Groups[2].Value)).Where(t => t.Length >= ShortestDenied).ToList();
        return told.Count > 0 ? told : [Trim(text.Split('\n', '。')[0])];
    }

    /// <summary>Other things stand in quotation marks too.</summary>
    private static bool Tells(string sentence) => Denies(sentence) || TellWords().IsMatch(sentence);

    private static string Trim(string post)
    {
        foreach (var word in Denials) post = post.Replace(word, "", StringComparison.Ordinal);
        return Tail().Replace(post, "").Trim(' ', '：', ':', '，', ',', '！', '!', '【', '】', '系', '是', '为');
    }

    /// <summary>The sentence that denies, with the one before it when it only points back (该消息不实).</summary>
    private static string Quote(string text)
    {
        var sentences = text.Split(['。', '\n', '！', '!'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var at = Array.FindIndex(sentences, Denies);
        if (at < 0) return text.CutTo(LongestQuote);
        var pair = at > 0 && sentences[at].Length < 20 ? sentences[at - 1] + "。" + sentences[at] : sentences[at];
        return pair.CutTo(LongestQuote);
    }

    [GeneratedRegex("[“「\"]([^”」\"“「]{4,120})[”」\"]", Linear)]
    private static partial Regex Quoted();

    [GeneratedRegex("(网传|网上流传|网络流传|有传言称|传言|有网民称|有网民发布|有网友称|有网友发帖称|有人称|谣传)[，,：:]?([^。！？!?\n]{4,120})", Linear)]
    private static partial Regex Told();

    [GeneratedRegex("网传|流传|传言|称|消息|说法|谣|所谓|言论", Linear)]
    private static partial Regex TellWords();

    [GeneratedRegex("(的)?(消息|信息|说法|传言|言论|内容|情况|一事|系|均|为|是|属|，|,|经核实|经查|该|此)*$", Linear)]
    private static partial Regex Tail();
}
