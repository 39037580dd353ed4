using Monitor.Analysis;
using Monitor.Core.Posts;
using Monitor.Core.Sources;
using Xunit;

namespace Monitor.Tests.Analysis;

public sealed class PostRefinerTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 7, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly SourceDefinition Weibo = new() { Id = "w", Platform = "weibo" };
    private static readonly SourceDefinition Forum = new() { Id = "f", Platform = "forum" };
    private readonly PostRefiner _refiner = new([1, 2, 3]);

    [Fact]
    public void The_same_item_always_gets_the_same_id_and_another_source_another()
    {
        var raw = new RawPost { SourceId = "w", NativeId = "42", Text = "甲" };
        Assert.Equal(_refiner.Refine(raw, Weibo, Now).Id, new PostRefiner([9]).Refine(raw with { Text = "乙" }, Weibo, Now.AddDays(1)).Id);
        Assert.NotEqual(_refiner.Refine(raw, Weibo, Now).Id, _refiner.Refine(raw, Forum, Now).Id);
    }

    [Fact]
    public void An_author_is_one_key_per_platform_and_no_key_without_the_secret()
    {
        var raw = new RawPost { SourceId = "w", NativeId = "1", Text = "甲", Author = " 小明 " };
        var key = _refiner.Refine(raw, Weibo, Now).AuthorKey;
        Assert.Equal(key, _refiner.Refine(raw with { NativeId = "2", Author = "小明" }, Weibo, Now).AuthorKey);
        Assert.NotEqual(key, _refiner.Refine(raw, Forum, Now).AuthorKey);
        Assert.NotEqual(key, new PostRefiner([4]).Refine(raw, Weibo, Now).AuthorKey);
        Assert.DoesNotContain("小明", key!, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_personal_is_left_in_any_field_that_is_kept()
    {
        var raw = new RawPost
        {
            SourceId = "w",
            NativeId = "1",
            Title = "联系13800138000",
            Text = "身份证11010519491231002X 加微信abc_12345 邮箱a@b.cn QQ 123456789",
            Url = "https://example.org/u?phone=13800138000",
            Author = "13800138000",
        };
        var kept = _refiner.Refine(raw, Weibo, Now).ToString();
        foreach (var secret in new[] { "13800138000", "11010519491231002X", "abc_12345", "a@b.cn", "123456789" })
            Assert.DoesNotContain(secret, kept, StringComparison.Ordinal);
    }
}
