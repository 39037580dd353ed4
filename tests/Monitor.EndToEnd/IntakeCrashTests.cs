using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Monitor.EndToEnd.Support.Doomed;
using Monitor.Tests.Collectors.FileDrop;

namespace Monitor.EndToEnd;

/// <summary>A service killed again and again just before or just after it stores: what is dropped or pushed is there once, whatever happened in between.</summary>
public sealed class IntakeCrashTests : IDisposable
{
    private const string Key = "a-key-nobody-would-ever-guess-0001";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("mortal");
    private readonly Random _chance = new(7);
    private readonly string _config;
    private readonly string _data;
    private readonly string _inbox;

    public IntakeCrashTests()
    {
        (_config, _data, _inbox) = (Path.Combine(_home.FullName, "config"), Path.Combine(_home.FullName, "data"), Path.Combine(_home.FullName, "inbox"));
        Directory.CreateDirectory(Path.Combine(_config, "sources"));
        Directory.CreateDirectory(_inbox);
        File.WriteAllText(Path.Combine(_config, "monitor.yaml"), "judgeEvery: 5s\n");
    }

    [Fact]
    public async Task Dropped_files_are_stored_row_by_row_once_and_are_the_past_to_the_last_row()
    {
        var ct = TestContext.Current.CancellationToken;
        Source("drop", $"kind: file-drop\ninterval: 20s\noptions: {{ path: '{_inbox}', batchRows: 20, after: move }}\n");
        Drop("a.csv", CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!.GetBytes("微博ID,正文,发布时间\n" + string.Concat(Enumerable.Range(0, 130).Select(i => $"{i},\"第{i}条，志愿填报\n系统打不开了\",2026-06-25 09:{i % 60:00}\n"))));
        Drop("b.jsonl", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(130, 90).Select(i => $"{{\"id\":\"{i}\",\"text\":\"第{i}条\"}}\n"))));
        Drop("c.xlsx", Workbooks.Xlsx([["id", "正文"], .. Enumerable.Range(220, 70).Select(i => new[] { i.ToString(CultureInfo.InvariantCulture), $"第{i}条" })]));

        for (var life = 0; life < 8; life++)
        {
            await using var doomed = Start(1 + _chance.Next(3), life % 2 == 0);
            await doomed.EndAsync(ct).WaitAsync(Patience, TimeProvider.System, ct);
        }

        var stored = Count("SELECT count(*) FROM posts");
        Assert.InRange(stored, 1, 289);
        await using (var last = Start(int.MaxValue, true))
        {
            await UntilAsync(() => Directory.Exists(Path.Combine(_inbox, "done")) && Directory.GetFiles(Path.Combine(_inbox, "done")).Length == 3, ct);
        }

        Assert.Equal((290, 290, 0), (Count("SELECT count(*) FROM posts"), Count("SELECT count(DISTINCT text) FROM posts"), Count("SELECT count(*) FROM posts WHERE backfill = 0")));
        Assert.Empty(Directory.GetFiles(_inbox));
    }

    [Fact]
    public async Task Pushed_posts_are_stored_once_and_a_sender_who_asks_again_is_told_the_same()
    {
        var ct = TestContext.Current.CancellationToken;
        Source("push", $"kind: push\ninterval: 60m\noptions: {{ keySha256: {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)))} }}\n");
        var (fresh, kills) = (0, 0);
        var doomed = Start(2, true);
        try
        {
            for (var body = 0; body < 14; body++)
            {
                while (true)
                {
                    await doomed.Ready.WaitAsync(Patience, TimeProvider.System, ct);
                    if (await PushAsync(doomed.Address, body, ct) is { } told)
                    {
                        fresh += told;
                        break;
                    }

                    await doomed.EndAsync(ct).WaitAsync(Patience, TimeProvider.System, ct);
                    await doomed.DisposeAsync();
                    doomed = Start(1 + _chance.Next(4), ++kills % 2 == 0);
                }
            }
        }
        finally
        {
            await doomed.DisposeAsync();
        }

        Assert.InRange(kills, 3, 1000);
        Assert.Equal((14 * 10, 14 * 10, 14), (fresh, Count("SELECT count(*) FROM posts"), Count("SELECT count(*) FROM push_receipts")));
    }

    public void Dispose() => _home.Delete(recursive: true);

    /// <returns>How many posts were new, or null when no answer came.</returns>
    private static async Task<int?> PushAsync(string address, int body, CancellationToken ct)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, address + "/api/v1/posts/push")
        {
            Content = JsonContent.Create(Enumerable.Range(0, 10).Select(i => new { text = $"第{body}批第{i}条" })),
            Headers = { { "Authorization", "Bearer " + Key }, { "Idempotency-Key", $"body-{body}" } },
        };
        try
        {
            using var answer = await client.SendAsync(request, ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return (await answer.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("fresh").GetInt32();
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static async Task UntilAsync(Func<bool> met, CancellationToken ct)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!met())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, "it never came to that");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, ct);
        }
    }

    private DoomedProcess Start(int fatal, bool before) => DoomedProcess.Start(DoomedIntake.Word, _config, _data, fatal.ToString(CultureInfo.InvariantCulture), before ? "before" : "after");

    private void Source(string id, string yaml) => File.WriteAllText(Path.Combine(_config, "sources", id + ".yaml"), $"id: {id}\nname: {id}\n{yaml}");

    private void Drop(string name, byte[] content)
    {
        File.WriteAllBytes(Path.Combine(_inbox, name), content);
        File.SetLastWriteTimeUtc(Path.Combine(_inbox, name), TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-5));
    }

    private long Count(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_data, "monitor.db")};Pooling=False;Default Timeout=30");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
