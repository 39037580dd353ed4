using Monitor.Analysis.Text;
using Xunit;

namespace Monitor.Tests.Analysis.Text;

public sealed class LexiconTests
{
    [Fact]
    public void Every_class_of_a_text_is_found_once()
    {
        var lexicon = Lexicon.Read(new StringReader("water: 暴雨 大雨\nhelp: 雨伞 打伞\n"));
        var found = new int[8];
        Assert.Equal(2, lexicon.Find("大雨暴雨里打伞", found, 0, 100));
        Assert.Equal([100, 101], found[..2].Order());
    }

    [Fact]
    public void A_line_without_a_class_is_named() =>
        Assert.Contains("line 2", Assert.Throws<InvalidDataException>(() => Lexicon.Read(new StringReader("a: 雨\n雨伞\n"))).Message);

    [Fact]
    public void The_shipped_lexicon_is_whole() => Assert.InRange(Lexicon.Shipped.Classes.Count, 100, Lexicon.MostClasses);
}
