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
    /// Played again from its store, the day takes the same turns. The two rows of looks are out of step by up to one look, and on a busy machine
    /// a look may be late by another; a check that ends just before one look and just after the other costs the interval of a check, a minute.
    /// </summary>
    private async Task AssertReplayAsync(CancellationToken ct)
    {
        var (live, replayed, look) = await DayAgain.PlayAsync(_directory, Speed, ct);
        var most = (2 * look) + TimeSpan.FromMinutes(1);
        foreach (var (turn, again) in live.Zip(replayed)) output.WriteLine($"{turn.At:HH:mm:ss} {again.At:HH:mm:ss} {turn.Reason} {turn.Fingerprint}");
        Assert.Equal(live.Select(t => (t.Fingerprint, t.Reason)), replayed.Select(t => (t.Fingerprint, t.Reason)));
        Assert.All(live.Zip(replayed).Where(t => !t.First.Settled && !t.Second.Settled), t => Assert.InRange(t.Second.At - t.First.At, -most, most));
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
