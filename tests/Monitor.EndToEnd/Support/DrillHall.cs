using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Monitor.Tests.Support;

namespace Monitor.EndToEnd.Support;

/// <summary>A config folder with a short scenario, true receivers, a true system beside it, and `monitor` as processes.</summary>
internal sealed partial class DrillHall : IAsyncDisposable
{
    public const string Mark = "【演练】";
    public const string RealName = "真实报名系统";

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("drill");
    private readonly WebApplication _receiver;
    private readonly ConcurrentQueue<JsonNode> _heard = new();

    private DrillHall(WebApplication receiver, MailServer mail) => (_receiver, Mail) = (receiver, mail);

    public MailServer Mail { get; }

    /// <summary>What the true system answers to its check.</summary>
    public int RealAnswer { get; set; } = 200;

    public string Config => Path.Combine(_home.FullName, "config");

    public string Data => Path.Combine(_home.FullName, "data");

    /// <summary>Bodies the webhook got, in order.</summary>
    public IReadOnlyList<JsonNode> Heard => [.. _heard];

    public static async Task<DrillHall> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var hall = new DrillHall(app, await MailServer.StartAsync());
        app.MapPost("/hook", (Delegate)hall.HearAsync);
        app.MapGet("/real", () => Results.Text("here", statusCode: hall.RealAnswer));
        await app.StartAsync();
        hall.Write();
        return hall;
    }

    public static string Subject(JsonNode body) => body["subject"]!.GetValue<string>();

    public static bool IsDrill(JsonNode body) => body["drill"]!.GetValue<bool>();

    /// <summary>The first body that fits, waiting for it.</summary>
    public async Task<JsonNode> HeardAsync(Func<JsonNode, bool> fits, CancellationToken ct)
    {
        while (true)
        {
            if (_heard.FirstOrDefault(fits) is { } body) return body;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, ct);
        }
    }

    public Process Start(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "monitor.dll");
        Assert.SkipUnless(System.IO.File.Exists(program), $"{program} is not built");
        var start = new ProcessStartInfo("dotnet", ["exec", program, .. arguments, "--config", Config, "--data", Data]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        return Process.Start(start)!;
    }

    public async Task<(int Code, string Output, string Error)> RunAsync(CancellationToken ct, params string[] arguments)
    {
        using var process = Start(arguments);
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>A form on the board as a browser posts it: with the token of the page it stands on.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient client, string page, string action, CancellationToken ct, params (string Key, string Value)[] fields)
    {
        var token = Token().Match(await client.GetStringAsync(page, ct)).Groups[1].Value;
        var form = fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2));
        return await client.PostAsync(action, new FormUrlEncodedContent(form), ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        await Mail.DisposeAsync();
        _home.Delete(recursive: true);
    }

    private async Task<IResult> HearAsync(HttpContext http)
    {
        _heard.Enqueue((await JsonNode.ParseAsync(http.Request.Body))!);
        return Results.Ok();
    }

    private void Write()
    {
        var url = _receiver.Urls.First();
        File("monitor.yaml", $$"""
            judgeEvery: 1s
            board: { publicUrl: "http://127.0.0.1:1" }
            fetch:
              hostPace: 0s
              allowPrivate: ['{{new Uri(url).Authority}}']
            channels:
              - { id: hook, kind: webhook, options: { url: '{{url}}/hook' } }
              - { id: mail, kind: email, options: { host: 127.0.0.1, port: {{Mail.Port}}, security: none, from: monitor@example.org, to: [duty@example.org] } }
              - { id: english, kind: email, language: en, options: { host: 127.0.0.1, port: {{Mail.Port}}, security: none, from: monitor@example.org, to: [visitor@example.org] } }
              - { id: broken, kind: webhook, options: { url: 'http://127.0.0.1:1/nobody' } }
            """);
        File("targets/real.yaml", $"id: real-system\nname: {RealName}\nkind: http\ninterval: 1s\nconfirm: 2\noptions:\n  url: {url}/real\n  expectStatus: [200]\n");
        File("rules/outage.yaml", "kind: outage\n");
        File("rules/cross.yaml", "kind: cross-evidence\noptions:\n  minPosts: 3\n  minAuthors: 2\n");
        File("drills/short.yaml", """
            id: short
            title: 填报系统短演练
            limit: 60s
            sources: [{ id: drill-forum, name: 演练论坛, platform: 论坛 }]
            targets: [{ id: filing, name: 志愿填报系统 }]
            expect:
              - { name: 系统不可用, kind: outage, subject: filing, level: orange, within: 20s }
              - { name: 公众反映, kind: cross-evidence, subject: joint-propaganda, team: propaganda, level: orange, within: 20s }
              - { name: 不会发生的事, kind: certificate, within: 20s }
            events:
              - { at: 0s, every: 500ms, times: 100, target: filing, state: down, phase: connect, message: 连接被拒绝 }
              - at: 0s
                every: 500ms
                times: 40
                source: drill-forum
                texts: [志愿填报系统登录不了，一直打不开, 填报系统崩了吗，怎么都进不去, 志愿填报网站打不开，急死人了]
            """);
    }

    private void File(string name, string text)
    {
        var path = Path.Combine(Config, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, text);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
