using Spectre.Console;

namespace Monitor.Host.Replay;

/// <summary>A bar on standard error for a person who watches; nothing where it is redirected.</summary>
internal static class ProgressBar
{
    private const long WorthABar = 1_000;

    public static Task RunAsync(long all, Func<Action<long>, Task> work)
    {
        if (Console.IsErrorRedirected || all < WorthABar) return work(_ => { });
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return terminal.Progress().AutoClear(true).HideCompleted(true).StartAsync(bar =>
        {
            var task = bar.AddTask("回放", maxValue: all);
            return work(done => task.Value = done);
        });
    }
}
