using System.Diagnostics;
using System.Text.Json.Nodes;
using Monitor.Tests.Support;

namespace Monitor.EndToEnd;

/// <summary>`monitor replay` as a shell sees it.</summary>
public sealed class ReplayCommandTests : IDisposable
{
    private static readonly string Config = Repository.File("config");

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("replay-cli");

    [Fact]
    public async Task Standard_input_is_played_and_answered_one_object_a_line()
    {
        var (code, output, error) = await RunAsync(Outage(), "Asia/Shanghai", "replay", "-", "--config", Config, "--json");
        Assert.True(code == 0, error);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!).ToList();
        Assert.Equal(["alert", "decision", "signal", "summary"], lines.Select(l => l["type"]!.GetValue<string>()).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal("summary", lines[^1]["type"]!.GetValue<string>());
        Assert.EndsWith("+08:00", lines[0]["at"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("", error);
    }

    [Fact]
    public async Task The_machines_time_zone_changes_nothing()
    {
        // On this night clocks in New York leave out the hour from two to three.
        var (_, here, _) = await RunAsync(Outage("2026-03-08T02:1"), "Asia/Shanghai", "replay", "-", "--config", Config);
        var (_, there, _) = await RunAsync(Outage("2026-03-08T02:1"), "America/New_York", "replay", "-", "--config", Config);
        Assert.Equal(here, there);
        Assert.Contains("2026-03-08 02:13:00 预警", here, StringComparison.Ordinal);
        Assert.Contains("小结", here, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(2, "/nowhere/posts.jsonl")]
    [InlineData(2, "-", "-")]
    [InlineData(2, "-", "--rules", "/nowhere")]
    [InlineData(2, "-", "--season", "/nowhere.yaml")]
    [InlineData(2, "-", "--every", "often")]
    [InlineData(2, "-", "--record", "out.jsonl")]
    [InlineData(1, "-")]
    public async Task Exit_codes_tell_wrong_usage_from_a_recording_of_no_use(int expected, params string[] arguments)
    {
        var (code, output, error) = await RunAsync("rubbish\n", "Asia/Shanghai", ["replay", .. arguments, "--config", Config]);
        Assert.Equal(expected, code);
        Assert.NotEmpty(error + output);
    }

    [Fact]
    public async Task Ones_own_past_is_recorded_and_played()
    {
        var (config, recording) = (Path.Combine(_home.FullName, "config"), Path.Combine(_home.FullName, "past.jsonl"));
        Directory.CreateDirectory(config);
        await File.WriteAllTextAsync(Path.Combine(config, "monitor.yaml"), "judgeEvery: 5s\n");
        var (code, _, error) = await RunAsync("", "Asia/Shanghai", "replay", "--record", recording, "--config", config, "--data", Path.Combine(_home.FullName, "data"));
        Assert.Equal(1, code);
        Assert.Contains("0 lines recorded", error, StringComparison.Ordinal);
        Assert.True(File.Exists(recording));
    }

    public void Dispose() => _home.Delete(recursive: true);

    private static string Outage(string minutes = "2026-06-07T09:1") =>
        string.Join('\n', "up down down down down up up up up up".Split(' ').Select((s, i) => $$"""{"target":"filing","at":"{{minutes}}{{i}}:00","state":"{{s}}"}""")) + "\n";

    private static async Task<(int Code, string Output, string Error)> RunAsync(string input, string zone, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "monitor.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["TZ"] = zone },
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading: wrong usage.
        }

        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
