using System.Diagnostics;
using System.Text.Json.Nodes;
using Monitor.Tests.Support;

namespace Monitor.EndToEnd;

/// <summary>The commands as a shell sees them: lines in, lines out, exit codes, and what goes to which stream.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("cli");

    [Fact]
    public async Task Assess_answers_every_line_in_order_and_a_bad_line_costs_only_itself()
    {
        var (code, output, _) = await RunAsync("{\"id\":1,\"text\":\"内部渠道出售高考答案，加微信\"}\nnot json\n{\"id\":3,\"text\":\"感谢门口的交警叔叔\"}\n", "assess", "-");
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!).ToList();
        Assert.Equal(3, lines.Count);
        Assert.Equal("high", lines[0]["rumour"]!["band"]!.GetValue<string>());
        Assert.NotNull(lines[1]["error"]);
        Assert.Equal(3, lines[2]["id"]!.GetValue<int>());
        Assert.Equal("low", lines[2]["rumour"]!["band"]!.GetValue<string>());
        Assert.InRange(code, 0, 1);
    }

    [Fact]
    public async Task Try_reads_a_recorded_file()
    {
        var file = Path.Combine(_home.FullName, "feed.xml");
        await File.WriteAllTextAsync(file, "<rss version='2.0'><channel><title>t</title><item><title>高考通知</title><link>https://example.org/1</link></item></channel></rss>");
        var (code, output, _) = await RunAsync($"{{\"id\":\"a\",\"kind\":\"feed\",\"file\":{System.Text.Json.JsonSerializer.Serialize(file)}}}\n", "try", "-");
        Assert.Equal(0, code);
        Assert.Equal("高考通知", JsonNode.Parse(output)!["items"]![0]!["title"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(2, "no-such-command")]
    [InlineData(2, "assess", "/nowhere/posts.jsonl")]
    [InlineData(2, "check-config", "--config", "/nowhere")]
    [InlineData(2, "labels", "export", "--task", "mood")]
    [InlineData(2, "train", "--task", "topic", "--data", "/nowhere.tsv")]
    [InlineData(2, "silence", "add", "--for", "2h", "--reason", "x", "--kind", "outage", "--config", "/nowhere")]
    [InlineData(0, "kinds")]
    [InlineData(0, "--help")]
    public async Task Exit_codes_tell_usage_from_success(int expected, params string[] arguments)
    {
        var (code, output, error) = await RunAsync("", arguments);
        Assert.Equal(expected, code);
        Assert.NotEmpty(expected == 0 ? output : output + error);
    }

    [Fact]
    public async Task A_config_with_three_mistakes_names_all_three_with_file_line_and_key()
    {
        Directory.CreateDirectory(Path.Combine(_home.FullName, "sources"));
        await File.WriteAllTextAsync(Path.Combine(_home.FullName, "monitor.yaml"), "judgeEvery: often\nnonsense: 1\n");
        await File.WriteAllTextAsync(Path.Combine(_home.FullName, "sources", "a.yaml"), "id: a-source\nname: A\nkind: feeed\noptions:\n  url: https://example.org/\n");
        var (code, output, error) = await RunAsync("", "check-config", "--config", _home.FullName);
        var said = output + error;
        Assert.Equal(2, code);
        Assert.Contains("monitor.yaml:1", said, StringComparison.Ordinal);
        Assert.Contains("monitor.yaml:2", said, StringComparison.Ordinal);
        Assert.Contains("a.yaml:3", said, StringComparison.Ordinal);
        Assert.Contains("nonsense", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silence_is_made_listed_and_ended_and_why_says_when_nothing_was_decided()
    {
        string[] where = ["--config", Repository.File("config"), "--data", Path.Combine(_home.FullName, "data")];
        var (code, id, error) = await RunAsync("", ["silence", "add", "--kind", "outage", "--up-to", "yellow", "--for", "2h", "--reason", "扩容", "--owner", "王工", .. where]);
        Assert.True(code == 0, error);
        var (_, listed, _) = await RunAsync("", ["silence", "list", "--json", .. where]);
        var silence = JsonNode.Parse(listed)!;
        Assert.Equal((id.Trim(), "outage", "扩容", "王工"), (silence["id"]!.GetValue<string>(), silence["kind"]!.GetValue<string>(), silence["reason"]!.GetValue<string>(), silence["owner"]!.GetValue<string>()));
        Assert.Equal(0, (await RunAsync("", ["silence", "end", id.Trim(), .. where])).Code);
        Assert.Equal(2, (await RunAsync("", ["silence", "end", id.Trim(), .. where])).Code);
        Assert.Empty((await RunAsync("", ["silence", "list", .. where])).Output);
        Assert.Equal(2, (await RunAsync("", ["silence", "add", "--for", "2h", "--reason", "everything", .. where])).Code);
        Assert.Equal(1, (await RunAsync("", ["why", "outage:nowhere", .. where])).Code);
    }

    [Fact]
    public async Task A_model_trained_here_is_read_back_and_used()
    {
        var data = Path.Combine(_home.FullName, "posts.jsonl");
        await File.WriteAllLinesAsync(data, Enumerable.Range(0, 40).Select(i => i % 2 == 0
            ? $"{{\"text\":\"真好真棒{i}\",\"sentiment\":\"positive\",\"rumor\":0,\"topic\":\"praise\",\"form\":\"opinion\"}}"
            : $"{{\"text\":\"气死了太差{i}\",\"sentiment\":\"negative\",\"rumor\":0,\"topic\":\"exam_order\",\"form\":\"experience\"}}"));
        var (trained, _, said) = await RunAsync("", "train", "--task", "form", "--data", data, "--out", _home.FullName);
        Assert.True(trained == 0, said);
        Assert.True(new FileInfo(Path.Combine(_home.FullName, "form.bin")).Length > 0);
    }

    [Fact]
    public async Task A_worse_set_of_models_is_refused_with_a_table_of_figures()
    {
        var (candidate, data) = (ModelSets.Weak(Path.Combine(_home.FullName, "candidate")), ModelSets.Posts(Path.Combine(_home.FullName, "dev.jsonl"), 200));
        string[] where = ["--config", Repository.File("config"), "--store", Path.Combine(_home.FullName, "data")];
        var (code, output, error) = await RunAsync("", ["models", "use", candidate, "--data", data, .. where]);
        Assert.True(code == 1, output + error);
        Assert.Contains("macro-F1", output, StringComparison.Ordinal);
        Assert.Contains("worse", output, StringComparison.Ordinal);
        Assert.Contains("Refused", output, StringComparison.Ordinal);

        var (listed, sets, _) = await RunAsync("", "models", "list", "--json", "--config", Repository.File("config"), "--data", Path.Combine(_home.FullName, "data"));
        Assert.Equal(0, listed);
        Assert.True(JsonNode.Parse(sets)!["inUse"]!.GetValue<bool>());
        Assert.Equal(2, (await RunAsync("", ["models", "try", "/nowhere", "--data", data, .. where])).Code);
    }

    public void Dispose() => _home.Delete(recursive: true);

    private static async Task<(int Code, string Output, string Error)> RunAsync(string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "monitor.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
