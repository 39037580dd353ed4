using System.Globalization;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Monitor.Host.Demo.Clock;
using Monitor.Host.Security;

namespace Monitor.Host.Demo;

/// <summary>How the caller builds the real service; <c>MonitorApp.BuildAsync</c>.</summary>
internal delegate Task<WebApplication> BuildApp(MonitorAppOptions options, CancellationToken ct);

/// <summary>Runs the scripted afternoon against the real service and sums it up. Exit 0 when everything was caught and nothing was false, else 1.</summary>
internal static class DemoCommand
{
    public const string UserName = "demo";

    public static async Task<int> RunAsync(DemoOptions options, BuildApp build, CancellationToken ct)
    {
        var directory = Path.GetFullPath(options.Directory ?? Path.Combine("var", "demo"));
        Directory.CreateDirectory(directory);
        var file = new DemoStateFile(directory);
        if (options.Fresh) file.Forget();
        var state = file.Read() ?? DemoState.New(options.Port);
        file.Write(state);
        var clock = new ScaledClock(TimeProvider.System, DayKeeper.Resume(state, options.Speed), options.Speed);
        await using var stage = await DemoStage.SetAsync(directory, state, clock, options);

        await using var app = await build(stage.AppOptions(options), ct);
        await app.StartAsync(ct);
        await GreetAsync(app, state.Ports, options, ct);

        using var keeping = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var keeper = new DayKeeper(file, state, clock).RunAsync(keeping.Token);
        try
        {
            return await PlayAsync(app, stage, clock, options, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return 0;
        }
        finally
        {
            await keeping.CancelAsync();
            await keeper;
            await app.StopAsync(CancellationToken.None);
        }
    }

    private static async Task<int> PlayAsync(WebApplication app, DemoStage stage, ScaledClock clock, DemoOptions options, CancellationToken ct)
    {
        var left = TimeSpan.FromMinutes(options.Minutes - stage.Scenario.Minute);
        if (left > TimeSpan.Zero) await Task.Delay(left, clock, ct);
        var summary = await new DayScorer(app.Services.GetRequiredService<ILedger>(), stage.Scenario.Start).ScoreAsync(ct);
        var books = await DayBooks.ReadAsync(app.Services.GetRequiredService<IArchive>(), stage.Scenario, stage.Mails.Entries, ct);
        await options.Output.WriteLineAsync(SummaryTable.Write(summary) + books);
        await options.Output.FlushAsync(ct);
        if (!options.Once)
        {
            await options.Output.WriteLineAsync("看板继续运行，按 Ctrl-C 结束。");
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, ct).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        return summary.Passed && books.Whole ? 0 : 1;
    }

    private static async Task GreetAsync(WebApplication app, DemoPorts ports, DemoOptions options, CancellationToken ct)
    {
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{ports.Board}");
        await options.Output.WriteLineAsync($"看板 {url}  演示页 {url}/demo");
        await using var scope = app.Services.CreateAsyncScope();
        var password = await scope.ServiceProvider.GetRequiredService<IUserDoor>().CreateAsync(UserName, Role.DutyOfficer, ct);
        await options.Output.WriteLineAsync(password is null
            ? $"登录用户 {UserName}，密码同首次启动时所示（--fresh 重新开始）"
            : $"登录用户 {UserName}，一次性密码 {password}");
        await options.Output.FlushAsync(ct);
    }
}
