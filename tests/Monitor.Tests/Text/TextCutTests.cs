using System.Text;
using Monitor.Core.Text;
using Xunit;

namespace Monitor.Tests.Text;

public sealed class TextCutTests
{
    [Theory]
    [InlineData("高考加油", 4, "高考加油")]
    [InlineData("高考加油", 9, "高考加油")]
    [InlineData("高考加油", 2, "高考")]
    [InlineData("高😀考", 2, "高")]
    [InlineData("高😀考", 3, "高😀")]
    [InlineData("😀", 1, "")]
    [InlineData("高考", 0, "")]
    [InlineData("高考", -1, "")]
    public void A_cut_is_at_most_so_long_and_halves_no_character(string text, int length, string expected) => Assert.Equal(expected, text.CutTo(length));

    [Fact]
    public void What_is_left_can_always_be_encoded()
    {
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        const string text = "a😀题𰻞b👨‍👩‍👧";
        for (var length = 0; length <= text.Length; length++) strict.GetBytes(text.CutTo(length));
    }
}
