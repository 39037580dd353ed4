using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Storage.Sqlite;
using Monitor.Tests.Storage.Moving;
using Monitor.Tests.Support;

namespace Monitor.EndToEnd;

/// <summary>A district moved by the command an operator types, killed again and again on the way.</summary>
public sealed class MigrateCommandTests : IDisposable
{
    private const string Connection = "MONITOR_TEST_MIGRATE";

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("migrate");
    private string _connection = "";

    private string Data => Path.Combine(_home.FullName, "data");

    [Fact]
    public async Task Killed_after_every_second_portion_it_arrives_whole_and_the_service_opens_it_only_then()
    {
        var ct = TestContext.Current.CancellationToken;
        Assert.SkipUnless(PostgresServer.Missing is null, PostgresServer.Missing ?? "");
        _connection = (await (await PostgresServer.SharedAsync()).DatabaseAsync()).Connection!.Reveal();
        await using (var store = await SqliteStore.OpenAsync(Data, TimeProvider.System, NullLoggerFactory.Instance, ct)) await FullStore.FillAsync(store.Archive, store.Ledger, posts: 9_000);
        var old = Config("old", "");
        var (code, output, _) = await RunAsync(null, "audit", "verify", "--json", "--config", old);
        var head = JsonNode.Parse(output)!["head"]!.GetValue<string>();
        Assert.Equal(0, code);

        // The key that hashed the authors so far is asked for, and taken as it is.
        (code, _, var said) = await RunAsync(null, "migrate", "--config", old);
        Assert.Equal((2, true), (code, said.Contains("author.key", StringComparison.Ordinal)));
        var key = Path.Combine(_home.FullName, "author.secret");
        await File.WriteAllTextAsync(key, "raw:" + Convert.ToHexStringLower(await File.ReadAllBytesAsync(Path.Combine(Data, "author.key"), ct)), ct);
        var now = Config("new", $"  kind: postgres\nauthorKey: file:{key}\nboard:\n  linkKey: file:{key}\n");

        var kills = 0;
        for (code = -1; code != 0 && kills < 200; kills += code == 0 ? 0 : 1)
        {
            (code, output, said) = await RunAsync(2, "migrate", "--json", "--config", now);
            if (code == 0) break;
            Assert.Equal(137, code);
            var early = await (kills == 3 ? RunAsync(null, "audit", "verify", "--config", now) : Task.FromResult((Code: 1, Output: "", Said: "moved only in part")));
            Assert.Equal((1, true), (early.Code, early.Said.Contains("moved only in part", StringComparison.Ordinal)));
        }

        Assert.InRange(kills, 8, 100);
        Assert.DoesNotContain(PostgresServer.Password, said, StringComparison.Ordinal);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!).ToList();
        Assert.True(lines[^1]["same"]!.GetValue<bool>());
        Assert.Equal(9_000, lines.Single(l => l["table"]?.GetValue<string>() == "posts")["targetRows"]!.GetValue<int>());
        Assert.All(lines[..^1], l => Assert.Equal(l["sourceHash"]!.GetValue<string>(), l["targetHash"]!.GetValue<string>()));
        Assert.Equal(0, (await RunAsync(null, "migrate", "--verify", "--config", now)).Code);
        Assert.Equal(0, (await RunAsync(null, "audit", "verify", "--head", head, "--config", now)).Code);

        (_, output, said) = await RunAsync(null, "doctor", "--config", now);
        foreach (var check in new[] { "server", "schema", "primary", "clock", "connections", "tls" }) Assert.Contains("ok   postgres." + check, output, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresServer.Password, output + said, StringComparison.Ordinal);

        // The service has worked there since: the sides are no longer the same, and that is told.
        Assert.Equal(0, (await RunAsync(null, "user", "add", "later", "--config", now)).Code);
        Assert.Equal(1, (await RunAsync(null, "migrate", "--verify", "--config", now)).Code);
        Assert.Equal(1, (await RunAsync(null, "migrate", "--config", now)).Code);
    }

    public void Dispose() => _home.Delete(recursive: true);

    private string Config(string name, string rest)
    {
        var folder = _home.CreateSubdirectory(name).FullName;
        File.WriteAllText(Path.Combine(folder, "monitor.yaml"), $"storage:\n  postgres: {{ connection: 'env:{Connection}' }}\n{rest}");
        return folder;
    }

    /// <param name="kill">The process is killed hard after so many portions were told; null = it may end.</param>
    private async Task<(int Code, string Output, string Said)> RunAsync(int? kill, params string[] args)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "monitor");
        Assert.SkipUnless(File.Exists(program), program + " is not built");
        var start = new ProcessStartInfo(program, [.. args, "--data", Data]) { RedirectStandardOutput = true, RedirectStandardError = true, Environment = { [Connection] = _connection } };
        using var process = Process.Start(start)!;
        var (output, said) = (process.StandardOutput.ReadToEndAsync(), new List<string>());
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (said.Count(l => l.StartsWith("copied", StringComparison.Ordinal)) == kill) process.Kill();
        }

        await process.WaitForExitAsync();
        return (process.ExitCode, await output, string.Join('\n', said));
    }
}
