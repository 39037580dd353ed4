using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Monitor.Core.Alerts;
using Monitor.Core.Signals;

namespace Monitor.Bench.Comparison;

/// <summary>Monitor's side in a process of its own, so that it can be killed as hard as the other one. Looks go in as JSON lines, each is answered.</summary>
internal sealed class BookProcess(Scenario scenario, string directory, string hook, Pace pace) : ISide
{
    public const string Command = "comparison-side";

    private readonly Dictionary<string, int> _numbers = scenario.Troubles.Select((t, i) => (t.Name, i)).ToDictionary(t => t.Name, t => t.i, StringComparer.Ordinal);
    private Process? _process;

    public string Name => "Monitor";

    public async Task PrepareAsync(CancellationToken ct)
    {
        string[] arguments = [Command, directory, hook, pace.Factor.ToString(CultureInfo.InvariantCulture)];
        _process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await AskAsync(scenario.Troubles.Select(t => new Told(t.Name, t.Kind, t.DependsOn, t.Level)), ct);
    }

    public async Task StartAsync(CancellationToken ct)
    {
        if (_process is null) await PrepareAsync(ct);
        await AskAsync(pace.Began, ct);
    }

    public Task LookAsync(IReadOnlyList<(Trouble Trouble, SignalState State)> seen, TimeSpan moment, CancellationToken ct) =>
        AskAsync(seen.Select(s => new[] { _numbers[s.Trouble.Name], (int)s.State }), ct);

    public async Task KillAsync()
    {
        if (_process is not { } process) return;
        _process = null;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    /// <summary>The other end.</summary>
    public static async Task<int> ServeAsync(string directory, string hook, string factor)
    {
        List<Trouble> troubles = [.. JsonSerializer.Deserialize<List<Told>>((await Console.In.ReadLineAsync())!)!.Select(t => new Trouble(t.Name, t.Kind, [], t.DependsOn, t.Level))];
        await WarmAsync(troubles, hook);
        Console.WriteLine("ok");
        var pace = new Pace(double.Parse(factor, CultureInfo.InvariantCulture)) { Began = JsonSerializer.Deserialize<DateTimeOffset>((await Console.In.ReadLineAsync())!) };
        await using var side = new BookSide(troubles, directory, hook, pace);
        await side.StartAsync(default);
        Console.WriteLine("ok");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            await side.LookAsync([.. JsonSerializer.Deserialize<List<int[]>>(line)!.Select(s => (troubles[s[0]], (SignalState)s[1]))], default, default);
            Console.WriteLine("ok");
        }

        return 0;
    }

    /// <summary>The service runs for months; its first look ever is not what is compared.</summary>
    private static async Task WarmAsync(List<Trouble> troubles, string hook)
    {
        var home = Directory.CreateTempSubdirectory("warming");
        await using (var side = new BookSide(troubles, home.FullName, new Uri(new Uri(hook), Hook.Warming).ToString(), new Pace(30) { Began = TimeProvider.System.GetUtcNow() }))
        {
            await side.StartAsync(default);
            for (var i = 0; i < 4; i++)
            {
                await side.LookAsync([.. troubles.Take(20).Select(t => (t, i % 2 == 0 ? SignalState.Firing : SignalState.Clear))], default, default);
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
            }
        }

        home.Delete(recursive: true);
    }

    private async Task AskAsync<T>(T what, CancellationToken ct)
    {
        await _process!.StandardInput.WriteLineAsync(JsonSerializer.Serialize(what).AsMemory(), ct);
        await _process.StandardInput.FlushAsync(ct);
        if (await _process.StandardOutput.ReadLineAsync(ct) != "ok") throw new InvalidOperationException("Monitor's side ended; its error stands above");
    }

    private sealed record Told(string Name, string Kind, string? DependsOn, WarningLevel Level);
}
