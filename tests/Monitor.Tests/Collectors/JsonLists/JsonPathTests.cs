using System.Text.Json;
using Monitor.Collectors.JsonLists;
using Xunit;

namespace Monitor.Tests.Collectors.JsonLists;

public sealed class JsonPathTests
{
    private const string Groups = """{"data":{"groups":[{"items":[{"t":"甲"},{"t":"乙"}]},{"none":1},{"items":[{"t":"丙"}]}],"byId":{"7":{"t":"七"},"9":{"t":"九"}},"*":{"t":"星"}}}""";

    [Theory]
    [InlineData("data.groups[*].items", "甲乙丙")]
    [InlineData("data.groups[*].items[*]", "甲乙丙")]
    [InlineData("data.groups[2].items", "丙")]
    [InlineData("data.byId[*]", "七九")]
    [InlineData("data.nothing || data.groups[0].items", "甲乙")]
    public void A_wildcard_stands_for_every_entry_in_order(string path, string titles)
    {
        using var document = JsonDocument.Parse(Groups);
        var entries = JsonPath.Entries(document.RootElement, path);
        Assert.Equal(titles, string.Concat(entries!.Select(e => JsonPath.Text(e, "t"))));
    }

    [Theory]
    [InlineData("data.groups[*].nothing")]
    [InlineData("data.byId")]
    [InlineData("data.groups[9].items")]
    public void Where_there_is_no_list_none_is_made_up(string path)
    {
        using var document = JsonDocument.Parse(Groups);
        Assert.Null(JsonPath.Entries(document.RootElement, path));
    }

    [Fact]
    public void An_empty_list_is_a_list()
    {
        using var document = JsonDocument.Parse("""{"groups":[{"items":[]}]}""");
        Assert.Empty(JsonPath.Entries(document.RootElement, "groups[*].items")!);
    }

    [Theory]
    [InlineData("data.groups[*].items[*].t", "甲 乙 丙")]
    [InlineData("data.byId.9.t", "九")]
    [InlineData("data.*.t", "星")]
    [InlineData("data.groups", null)]
    public void Text_behind_a_wildcard_is_joined(string path, string? text)
    {
        using var document = JsonDocument.Parse(Groups);
        Assert.Equal(text, JsonPath.Text(document.RootElement, path));
    }
}
