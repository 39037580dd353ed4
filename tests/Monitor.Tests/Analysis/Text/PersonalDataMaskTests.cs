using Monitor.Analysis.Text;
using Xunit;

namespace Monitor.Tests.Analysis.Text;

public class PersonalDataMaskTests
{
    [Theory]
    [InlineData("打我电话13812345678谢谢", "打我电话〔手机号〕谢谢")]
    [InlineData("138-1234-5678", "〔手机号〕")]
    [InlineData("１３８１２３４５６７８", "〔手机号〕")]
    [InlineData("准考证号：330101123456", "准考证号：〔准考证〕")]
    [InlineData("身份证11010119900307123X丢了", "身份证〔身份证〕丢了")]
    [InlineData("加微信abc_12345", "加微信〔微信〕")]
    [InlineData("QQ：12345678", "QQ：〔QQ〕")]
    [InlineData("写信a.b@example.com", "〔邮箱〕")]
    [InlineData("热线0571-12345678或12345", "热线0571-12345678或12345")]
    [InlineData("2025年6月7日高考", "2025年6月7日高考")]
    public void Personal_numbers_become_tokens_and_hotlines_stay(string text, string expected) =>
        Assert.EndsWith(expected, PersonalDataMask.Mask(text), StringComparison.Ordinal);
}
