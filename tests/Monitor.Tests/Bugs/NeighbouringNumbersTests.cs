using Monitor.Analysis.Text;
using Xunit;

namespace Monitor.Tests.Bugs;

/// <summary>The second of two numbers parted by one character was stored unmasked.</summary>
public sealed class NeighbouringNumbersTests
{
    [Theory]
    [InlineData("13812345678,13912345678,13712345678")]
    [InlineData("13812345678 13912345678")]
    [InlineData("110101200701011234,110101200701015678")]
    [InlineData("6222021234567890123，6222021234567890456")]
    public void Every_number_of_a_row_is_masked(string text) => Assert.DoesNotContain(PersonalDataMask.Mask(text), char.IsAsciiDigit);

    [Fact]
    public void A_link_keeps_the_long_id_that_makes_it_lead_somewhere()
        => Assert.Equal("https://weibo.example/1/49012345678901234?m=〔手机号〕", PersonalDataMask.MaskUrl("https://weibo.example/1/49012345678901234?m=13812345678"));
}
