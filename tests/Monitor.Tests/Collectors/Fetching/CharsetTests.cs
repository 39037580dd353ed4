using System.Text;
using Monitor.Collectors.Fetching;
using Xunit;

namespace Monitor.Tests.Collectors.Fetching;

public sealed class CharsetTests
{
    [Theory]
    [InlineData("Tickets now cost £825, up from £790.")]
    [InlineData("The café is open at 9.")]
    public void A_few_signs_on_a_page_of_Latin_letters_are_not_taken_for_Chinese(string text) =>
        Assert.Equal((text, "windows-1252"), Charset.Decode(Encoding.Latin1.GetBytes(text)));

    [Fact]
    public void Chinese_without_a_declaration_stays_Chinese() =>
        Assert.Equal(("今天上午，各考点秩序井然。", "gb18030"), Charset.Decode(Gb18030Bytes("今天上午，各考点秩序井然。")));

    [Fact]
    public void Korean_is_read_with_the_syllables_Windows_added() =>
        Assert.Equal(("뷁 시험", "euc-kr"), Charset.Decode([0x94, 0xEE, 0x20, 0xBD, 0xC3, 0xC7, 0xE8], "text/html; charset=EUC-KR"));

    [Fact]
    public void A_broken_byte_does_not_make_Chinese_text_Latin() =>
        Assert.StartsWith("今天上午，各考点秩序井然", Charset.Decode([.. Gb18030Bytes("今天上午，各考点秩序井然"), 0xA3, 0x20]).Text, StringComparison.Ordinal);

    private static byte[] Gb18030Bytes(string text)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("GB18030").GetBytes(text);
    }
}
