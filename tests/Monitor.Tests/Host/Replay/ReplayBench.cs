using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Host.Replay;
using Xunit;

namespace Monitor.Tests.Host.Replay;

/// <summary>A folder with a small configuration and recordings, replayed as the command does.</summary>
internal sealed class ReplayBench : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 6, 7, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("replay-test");

    public ReplayBench()
    {
        Write("config/monitor.yaml", """
            judgeEvery: 5s
            channels:
              - id: mail-security
                kind: email
                teams: [security]
                options: { host: 127.0.0.1, port: 2525, security: none, from: monitor@example.org, to: [an@example.org] }
              - id: mail-propaganda
                kind: email
                teams: [propaganda]
                options: { host: 127.0.0.1, port: 2525, security: none, from: monitor@example.org, to: [xuan@example.org] }
            """);
        foreach (var kind in new[] { "outage", "rumour-story", "burst" }) Write($"config/rules/{kind}.yaml", $"kind: {kind}\n");
    }

    public string Config => File("config");

    public string File(string name) => Path.Combine(_home.FullName, name);

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File(name))!);
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    public async Task<Replayed> PlayAsync(string file, Func<ReplayOptions, ReplayOptions>? change = null, bool json = true)
    {
        var options = new ReplayOptions { Files = [file], Config = Config };
        await using var output = new StringWriter(CultureInfo.InvariantCulture);
        await using var errors = new StringWriter(CultureInfo.InvariantCulture);
        var code = await ReplayCommand.RunAsync(change?.Invoke(options) ?? options, json, output, errors, TestContext.Current.CancellationToken);
        return new Replayed(code, output.ToString(), errors.ToString());
    }

    public static string At(double minutes) => Start.AddMinutes(minutes).ToString("O", CultureInfo.InvariantCulture);

    public static string Probe(double minutes, string state, string target = "filing") =>
        $$"""{"target":"{{target}}","at":"{{At(minutes)}}","state":"{{state}}","phase":"connect","message":"refused"}""";

    public static string Post(double minutes, string id, string author, string text) =>
        JsonSerializer.Serialize(new { id, at = At(minutes), source = "microblog", platform = "weibo", author, text });

    /// <summary>One rumour told by several people within a few minutes.</summary>
    public static IEnumerable<string> Rumour(double minutes, int people) => Enumerable.Range(0, people).Select(i =>
        Post(minutes + i, $"r-{minutes}-{i}", $"author {i}", "内部渠道出售高考数学答案，今晚交易，加微信详谈，保真"));

    public void Dispose() => _home.Delete(recursive: true);
}

internal sealed record Replayed(int Code, string Output, string Errors)
{
    public IReadOnlyList<JsonNode> Lines(string type) =>
        [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!).Where(l => l["type"]!.GetValue<string>() == type)];

    public JsonNode Summary => Assert.Single(Lines("summary"));

    public static DateTimeOffset At(JsonNode line, string name = "at") => line[name]!.GetValue<DateTimeOffset>();
}
