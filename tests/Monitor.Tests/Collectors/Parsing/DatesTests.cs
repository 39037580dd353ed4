using System.Globalization;
using Monitor.Collectors.Parsing;
using Xunit;

namespace Monitor.Tests.Collectors.Parsing;

/// <summary>Dates as sites write them, read at noon of 7 June 2025 in Beijing.</summary>
public sealed class DatesTests
{
    private static readonly DateTimeOffset Now = new(2025, 6, 7, 12, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("刚刚", "2025-06-07T12:00")]
    [InlineData("5分钟前", "2025-06-07T11:55")]
    [InlineData("5 分钟前 来自 微博网页版", "2025-06-07T11:55")]
    [InlineData("半小时前", "2025-06-07T11:30")]
    [InlineData("2小时前发布", "2025-06-07T10:00")]
    [InlineData("3天前", "2025-06-04T12:00")]
    [InlineData("2 hours ago", "2025-06-07T10:00")]
    [InlineData("今天 08:05", "2025-06-07T08:05")]
    [InlineData("昨天 12:30", "2025-06-06T12:30")]
    [InlineData("昨天下午3:20", "2025-06-06T15:20")]
    [InlineData("前天", "2025-06-05T00:00")]
    [InlineData("08:05", "2025-06-07T08:05")]
    [InlineData("06-07", "2025-06-07T00:00")]
    [InlineData("12-30", "2024-12-30T00:00")]
    [InlineData("6月7日 09:00", "2025-06-07T09:00")]
    [InlineData("[06-05 19:48]", "2025-06-05T19:48")]
    [InlineData("2025年6月7日 下午3时05分", "2025-06-07T15:05")]
    [InlineData("２０２５年６月７日　０８：３０", "2025-06-07T08:30")]
    [InlineData("二〇二五年六月七日", "2025-06-07T00:00")]
    [InlineData("发布时间：2025-06-07 08:30:15 来源：本站", "2025-06-07T08:30")]
    [InlineData("2025/6/7", "2025-06-07T00:00")]
    [InlineData("2025.06.07 8:30", "2025-06-07T08:30")]
    [InlineData("20250607", "2025-06-07T00:00")]
    [InlineData("1749254400", "2025-06-07T08:00")]
    [InlineData("1749254400000", "2025-06-07T08:00")]
    [InlineData("2025-06-07T08:30:00+0800", "2025-06-07T08:30")]
    [InlineData("2025-06-07T00:30:00.123Z", "2025-06-07T08:30")]
    [InlineData("Sat, 07 Jun 2025 00:30:00 GMT", "2025-06-07T08:30")]
    [InlineData("Sat, 7 June 2025 00:30 +0000", "2025-06-07T08:30")]
    [InlineData("June 7, 2025 8:30 AM", "2025-06-07T08:30")]
    [InlineData("Jun 7 2025 8:30 pm", "2025-06-07T20:30")]
    [InlineData("Sat Jun 07 08:30:00 +0800 2025", "2025-06-07T08:30")]
    [InlineData("07.06.2025 08:30", "2025-06-07T08:30")]
    public void A_date_is_read_whatever_its_form(string written, string expected) =>
        Assert.Equal(expected, Dates.Parse(written, Now, Dates.Beijing)?.ToOffset(Dates.Beijing).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("")]
    [InlineData("暂无")]
    [InlineData("2025-13-45")]
    [InlineData("2025-02-30")]
    [InlineData("评论 12")]
    [InlineData("0001-01-01T00:00:00")]
    public void What_is_no_date_is_none(string written) => Assert.Null(Dates.Parse(written, Now, Dates.Beijing));

    [Theory]
    [InlineData("3.2万", 32_000)]
    [InlineData("1.5亿", 150_000_000)]
    [InlineData("热度 1,234", 1_234)]
    [InlineData("１２３", 123)]
    [InlineData("2.4w+", 24_000)]
    [InlineData("3千", 3_000)]
    [InlineData("12万次播放", 120_000)]
    public void A_count_is_read_with_its_unit(string written, long expected) => Assert.Equal(expected, Numbers.Parse(written));

    [Theory]
    [InlineData("暂无")]
    [InlineData(null)]
    public void What_is_no_count_is_none(string? written) => Assert.Null(Numbers.Parse(written));
}
