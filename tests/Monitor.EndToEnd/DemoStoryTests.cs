using Monitor.Core.Alerts;
using Monitor.EndToEnd.Support;
using Monitor.Tests.Support;

namespace Monitor.EndToEnd;

/// <summary>The demo's own promise: each injected event is caught by the right team, and nothing orange or red is false.</summary>
public sealed class DemoStoryTests(ITestOutputHelper output) : IDisposable
{
    private const double Speed = 60;

    private readonly string _directory = Directory.CreateTempSubdirectory("demo-story").FullName;

    [Fact]
    public async Task The_afternoon_is_caught_whole()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(5));
        await using var mail = await MailServer.StartAsync();
        await using var demo = DemoProcess.Start(_directory, Speed, "--once", "--fresh", "--smtp", $"127.0.0.1:{mail.Port}");
        Assert.Equal(0, await demo.ExitAsync(limit.Token));
        Assert.Contains("误报橙/红 0 件", demo.Said);
        Assert.DoesNotContain("未发现", demo.Said);
        AssertLetters(mail.Letters);
        Assert.DoesNotContain("\"signed\":false", File.ReadAllText(Path.Combine(_directory, "calls.jsonl")));
        await AssertReplayAsync(limit.Token);
    }

    /// <summary>
    /// Played again from its store, the day opens and ends the same alerts. A real second is a simulated minute here, so a busy machine
    /// makes live looks and probes minutes late; the replay's own punctuality is tested where no clock runs.
    /// </summary>
    private async Task AssertReplayAsync(CancellationToken ct)
    {
        var late = TimeSpan.FromMinutes(8);
        var (live, replayed, _) = await DayAgain.PlayAsync(_directory, Speed, ct);
        foreach (var turn in live.Select(t => ("live", t)).Concat(replayed.Select(t => ("again", t)))) output.WriteLine($"{turn.Item1} {turn.t.At:HH:mm:ss} {turn.t.Reason} {turn.t.Fingerprint}");
        var opened = live.Where(t => t.Reason == DecisionReason.Opened).ToList();
        Assert.Equal(opened.Select(t => t.Fingerprint).ToHashSet(), replayed.Where(t => t.Reason == DecisionReason.Opened).Select(t => t.Fingerprint).ToHashSet());
        Assert.All(opened, t => Assert.Contains(replayed, r => r.Fingerprint == t.Fingerprint && r.Reason == t.Reason && (r.At - t.At).Duration() <= late));
    }

    /// <summary>Each team has its own letters in its own mailbox, each once, with a text and a subject that survived the way.</summary>
    private static void AssertLetters(IReadOnlyList<Letter> letters)
    {
        Assert.Equal(letters.Count, letters.Select(l => (l.Message.MessageId, l.To[0])).Distinct().Count());
        Assert.All(letters, l =>
        {
            Assert.Single(l.To);
            Assert.DoesNotContain('\uFFFD', l.Message.Subject + l.Message.TextBody);
            Assert.False(string.IsNullOrWhiteSpace(l.Message.TextBody));
            Assert.False(string.IsNullOrWhiteSpace(l.Message.HtmlBody));
        });
        Assert.Contains(letters, l => l.To[0] == "xuanchuan@qingwu.example" && (l.Message.TextBody ?? "").Contains("试卷", StringComparison.Ordinal));
        Assert.Contains(letters, l => l.To[0] == "anquan@qingwu.example" && (l.Message.TextBody ?? "").Contains("志愿填报系统", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
