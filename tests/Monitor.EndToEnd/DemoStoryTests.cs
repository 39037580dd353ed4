using Monitor.EndToEnd.Support;

namespace Monitor.EndToEnd;

/// <summary>The demo's own promise: each injected event is caught by the right team, and nothing orange or red is false.</summary>
public sealed class DemoStoryTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("demo-story").FullName;

    [Fact]
    public async Task The_afternoon_is_caught_whole()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(5));
        await using var demo = DemoProcess.Start(_directory, 60, "--once", "--fresh");
        Assert.Equal(0, await demo.ExitAsync(limit.Token));
        Assert.Contains("误报橙/红 0 件", demo.Said);
        Assert.DoesNotContain("未发现", demo.Said);
        Assert.NotEmpty(File.ReadAllLines(Path.Combine(_directory, "mails.jsonl")));
        Assert.DoesNotContain("\"signed\":false", File.ReadAllText(Path.Combine(_directory, "calls.jsonl")));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
