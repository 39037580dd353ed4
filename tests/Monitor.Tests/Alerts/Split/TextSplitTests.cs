using System.Globalization;
using System.Text;
using CsCheck;
using Monitor.Alerts.Split;
using Monitor.Tests.Alerts.Robots;
using Xunit;

namespace Monitor.Tests.Alerts.Split;

public sealed class TextSplitTests
{
    private static readonly string[] Letters = ["考", "a", "é", "e\u0301", "𠮷", "👨‍👩‍👧", "🇨🇳", "。", "\n", " ", "\"", "\\", "क्षि", "\t"];
    private static readonly Gen<string> Letter = Gen.Int[0, Letters.Length - 1].Select(i => Letters[i]);

    [Fact]
    public void Pieces_fit_lose_nothing_and_tear_no_character() => Gen.Select(Letter.List[0, 300], Gen.Int[60, 200], Gen.Bool).Sample((letters, room, json) =>
    {
        var text = PlainText.Of(string.Concat(letters));
        Func<string, int> weigh = json ? TextWeight.JsonBytes : TextWeight.Bytes;
        var pieces = TextSplit.Cut(text, room, weigh);
        Assert.All(pieces, p => Assert.InRange(weigh(p), 1, room));
        Assert.Equal(RobotBench.Solid(text), string.Concat(pieces.Select(RobotBench.Solid)));
        Assert.Equal(Elements(text), pieces.SelectMany(Elements));
    }, iter: 1000);

    [Fact]
    public void A_json_weight_is_the_sum_of_its_characters_weights() => Letter.List[0, 50].Sample(letters =>
        Assert.Equal(TextWeight.JsonBytes(string.Concat(letters)), letters.Sum(TextWeight.JsonBytes)), iter: 200);

    [Fact]
    public void A_cut_prefers_the_end_of_a_line_then_of_a_sentence()
    {
        Assert.Equal(["一行。又一句", "第二行字"], TextSplit.Cut("一行。又一句\n第二行字", 24, TextWeight.Bytes));
        Assert.Equal(["这一句话。", "下一句话很长"], TextSplit.Cut("这一句话。下一句话很长", 21, TextWeight.Bytes));
    }

    [Fact]
    public void A_letter_under_more_marks_than_fit_is_cut_between_them_rather_than_never_sent()
    {
        var zalgo = "e" + new string('\u0301', 500);
        Assert.Equal(zalgo, string.Concat(TextSplit.Cut(zalgo, 100, TextWeight.Bytes)));
    }

    [Fact]
    public void Half_a_character_and_control_marks_from_a_page_become_text_that_can_be_sent() =>
        Assert.Equal("a\uFFFDb\nc", PlainText.Of("a\uD83Db\r\nc\0\u001b"));

    [Fact]
    public void A_progress_counts_only_for_the_same_parts()
    {
        string[] parts = ["一", "二", "三"];
        Assert.Equal(2, PartProgress.Read(PartProgress.Write(2, parts), parts));
        Assert.Equal(0, PartProgress.Read(PartProgress.Write(2, parts), ["一", "二三"]));
        Assert.Equal(0, PartProgress.Read("nonsense", parts));
        Assert.Null(PartProgress.Write(0, parts));
    }

    private static IEnumerable<string> Elements(string text)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext()) if (!string.IsNullOrWhiteSpace(elements.GetTextElement())) yield return elements.GetTextElement();
    }
}
