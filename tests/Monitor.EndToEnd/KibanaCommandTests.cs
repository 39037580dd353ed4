using System.Diagnostics;
using System.Text.Json.Nodes;
using Monitor.Tests.Host.Kibana;
using Monitor.Tests.Support;

namespace Monitor.EndToEnd;

/// <summary>`monitor kibana` as an operator and a Kubernetes Job run it.</summary>
public sealed class KibanaCommandTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("kibana");

    [Fact]
    public async Task The_job_waits_for_a_starting_kibana_imports_and_may_run_again()
    {
        await using var kibana = await StandInKibana.StartAsync();
        kibana.ApiKey = "a-key";
        await File.WriteAllTextAsync(Path.Combine(_home.FullName, "key"), "a-key\n");
        Config($"kibana:\n  url: {kibana.Address}\n  space: district\n  apiKeyFile: {_home.FullName}/key\nboard:\n  publicUrl: https://monitor.example.cn/\n");
        kibana.Start(1);
        var (code, output, error) = await RunAsync("import", "--config", _home.FullName, "--wait", "10m");
        Assert.True(code == 0, output + error);
        Assert.Equal(9, output.Split('\n').Count(l => l.StartsWith("ok   imported", StringComparison.Ordinal)));
        Assert.Contains("waiting for Kibana", error, StringComparison.Ordinal);
        Assert.Equal(9, kibana.Spaces["district"].Count);
        Assert.Equal(0, (await RunAsync("import", "--config", _home.FullName, "--wait", "10m")).Code);
        Assert.Equal(0, (await RunAsync("check", "--config", _home.FullName)).Code);
        Assert.DoesNotContain("a-key", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_did_not_arrive_ends_in_1_and_is_named_also_as_json()
    {
        await using var kibana = await StandInKibana.StartAsync();
        Config("judgeEvery: 5s\n");
        kibana.Broken.Add("monitor-board-security");
        var (code, output, error) = await RunAsync("import", "--config", _home.FullName, "--url", kibana.Address, "--json");
        Assert.Equal(1, code);
        var failed = Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!), s => !(bool)s["ok"]!);
        Assert.Equal(("dashboard", "monitor-board-security"), ((string)failed["type"]!, (string)failed["id"]!));
        Assert.Contains("board.publicUrl is not set", error, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync("check", "--config", _home.FullName, "--url", kibana.Address)).Code);
        (code, output, _) = await RunAsync("import", "--config", _home.FullName, "--url", kibana.Address, "--overwrite", "false");
        Assert.Equal(1, code);
        Assert.Contains("FAIL conflict", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_usage_ends_in_2_and_a_kibana_that_is_away_in_1()
    {
        Config("judgeEvery: 5s\n");
        Assert.Equal(2, (await RunAsync("import", "--config", _home.FullName)).Code);
        Assert.Equal(2, (await RunAsync("import", "--config", _home.FullName, "--url", "kibana:5601")).Code);
        Assert.Equal(2, (await RunAsync("import", "--config", _home.FullName, "--url", "http://127.0.0.1:9", "--wait", "soon")).Code);
        var (code, _, error) = await RunAsync("import", "--config", _home.FullName, "--url", "http://127.0.0.1:9");
        Assert.Equal(1, code);
        Assert.Contains("127.0.0.1:9", error, StringComparison.Ordinal);
        Config("kibana:\n  url: https://kibana.example.cn\n  caFile: a\n  fingerprint: " + new string('0', 64) + "\n");
        Assert.Contains("caFile or fingerprint, not both", (await RunAsync("check", "--config", _home.FullName)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_committed_file_is_what_the_command_writes_of_the_shipped_config()
    {
        var file = Path.Combine(_home.FullName, "board.ndjson");
        Assert.Equal(0, (await RunAsync("export", "--config", Repository.File("config"), "--public-url", "https://monitor.example.cn", "--out", file)).Code);
        Assert.Equal(await File.ReadAllBytesAsync(Repository.File("deploy", "kibana", "board.ndjson")), await File.ReadAllBytesAsync(file));
        Config("storage:\n  archive:\n    prefix: qu-east\n");
        var (_, output, _) = await RunAsync("export", "--config", _home.FullName);
        Assert.Contains("\"qu-east-posts-*\"", output, StringComparison.Ordinal);
    }

    public void Dispose() => _home.Delete(recursive: true);

    private void Config(string text) => File.WriteAllText(Path.Combine(_home.FullName, "monitor.yaml"), text);

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "monitor.dll"), "kibana", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
