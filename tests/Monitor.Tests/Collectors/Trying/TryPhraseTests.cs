using System.Text.Json.Nodes;
using Monitor.Collectors.Trying;
using Xunit;

namespace Monitor.Tests.Collectors.Trying;

public sealed class TryPhraseTests
{
    [Theory]
    [InlineData("phrase")]
    [InlineData("spam-phrase")]
    [InlineData("normal-phrase")]
    public void A_file_is_judged_line_by_line(string kind)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(file, "乐鱼体育官网登录入口\r\n\r\n成绩查询入口\n");
        try
        {
            var answer = Ask($$"""{"id":"1","kind":"{{kind}}","file":"{{file}}"}""");
            Assert.Equal(2, (int)answer["fields"]!["rows"]!);
            Assert.Equal(1, (int)answer["fields"]!["spam"]!);
            var spam = answer["items"]![0]!;
            Assert.Equal(("乐鱼体育官网登录入口", true), ((string)spam["text"]!, (bool)spam["spam"]!));
            Assert.Equal("betting", (string)spam["reasons"]![0]!["category"]!);
            Assert.InRange((double)spam["score"]!, 0.5, 1);
            Assert.False((bool)answer["items"]![1]!["spam"]!);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_text_is_judged_and_neither_is_a_clear_error()
    {
        Assert.Equal(1, (int)Ask("""{"id":"1","kind":"phrase","text":"澳门一肖一码期期准"}""")["fields"]!["spam"]!);
        Assert.Contains("`file` is missing", (string)Ask("""{"id":"1","kind":"phrase"}""")["error"]!["message"]!, StringComparison.Ordinal);
    }

    private static JsonNode Ask(string line) => JsonNode.Parse(TryParser.Answer(line, null, DateTimeOffset.UnixEpoch))!;
}
