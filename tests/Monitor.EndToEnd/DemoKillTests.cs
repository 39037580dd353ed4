using System.Globalization;
using System.Text.RegularExpressions;
using Monitor.EndToEnd.Support;

namespace Monitor.EndToEnd;

/// <summary>The day survives being killed: nothing lost, nothing doubled, no message repeated beyond the one in flight.</summary>
public sealed partial class DemoKillTests : IDisposable
{
    private const int Kills = 4;

    private readonly string _directory = Directory.CreateTempSubdirectory("demo-kill").FullName;

    [Fact]
    public async Task Killed_at_any_moment_the_day_goes_on_whole()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(5));
        var random = new Random(20260623);
        for (var i = 0; i < Kills; i++)
        {
            await using var doomed = DemoProcess.Start(_directory, 60, "--once");
            await doomed.LineAsync("看板", limit.Token);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(200, 20_000)), TimeProvider.System, limit.Token);
            await doomed.KillAsync();
        }

        await using var last = DemoProcess.Start(_directory, 60, "--once");
        var books = Books().Match(await last.LineAsync("账目", limit.Token));
        await last.ExitAsync(limit.Token);
        Assert.True(books.Success, last.Said);
        Assert.Equal("0", books.Groups["lost"].Value);
        Assert.Equal("0", books.Groups["doubled"].Value);
        Assert.InRange(int.Parse(books.Groups["mails"].Value, CultureInfo.InvariantCulture), 0, Kills);
        Assert.DoesNotContain("未发现", last.Said);
        Assert.DoesNotContain("误报：", last.Said);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [GeneratedRegex("遗漏 (?<lost>[0-9]+) 条，重复 (?<doubled>[0-9]+) 条，重复邮件 (?<mails>[0-9]+) 封")]
    private static partial Regex Books();
}
