using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Monitor.Tests.Support;

namespace Monitor.EndToEnd;

/// <summary>The audit trail checked by the command a shell sees, before and after someone writes into the database.</summary>
public sealed class AuditCommandTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("audit");

    [Fact]
    public async Task Verify_tells_a_whole_trail_from_one_that_was_tampered_with_or_cut_off()
    {
        foreach (var name in new[] { "zhang", "li", "wang" }) Assert.Equal(0, (await RunAsync("user", "add", name)).Code);
        var (code, output) = await RunAsync("audit", "verify", "--json");
        var head = JsonNode.Parse(output)!["head"]!.GetValue<string>();
        Assert.Equal((0, true), (code, JsonNode.Parse(output)!["ok"]!.GetValue<bool>()));
        var lines = (await RunAsync("audit", "export")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!).ToList();
        Assert.Equal((head, JsonNode.Parse(output)!["entries"]!.GetValue<int>()), (lines[^1]["hash"]!.GetValue<string>(), lines.Count));
        Assert.Equal(0, (await RunAsync("audit", "verify", "--head", head)).Code);

        Sql("DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)");
        Assert.Equal(0, (await RunAsync("audit", "verify")).Code);
        Assert.Equal(1, (await RunAsync("audit", "verify", "--head", head)).Code);
        Sql("UPDATE audit SET who = 'nobody' WHERE seq = 2");
        (code, output) = await RunAsync("audit", "verify");
        Assert.Equal(1, code);
        Assert.Contains("broken at entry 2", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_of_nothing_known_is_a_mistake_of_use() => Assert.Equal(2, (await RunAsync("report", "no-such-alert")).Code);

    public void Dispose() => _home.Delete(recursive: true);

    private void Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_home.FullName, "data", "monitor.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "DROP TRIGGER IF EXISTS audit_is_append_only_update; DROP TRIGGER IF EXISTS audit_is_append_only_delete; " + sql;
        command.ExecuteNonQuery();
    }

    private async Task<(int Code, string Output)> RunAsync(params string[] args)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "monitor");
        Assert.SkipUnless(File.Exists(program), program + " is not built");
        var start = new ProcessStartInfo(program, [.. args, "--config", Repository.File("config"), "--data", Path.Combine(_home.FullName, "data")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        _ = await errors;
        return (process.ExitCode, await output);
    }
}
