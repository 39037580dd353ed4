using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Core.Contracts;
using Monitor.Host;
using Monitor.Storage.Sqlite;

namespace Monitor.EndToEnd.Support.Doomed;

/// <summary>The whole service, which kills itself (kill -9) at one of its stores: just before it, when all is read and nothing stored, or just after it.</summary>
internal static class DoomedIntake
{
    public const string Word = "doomed-intake";

    /// <param name="args">The word, config folder, data folder, number of the fatal store, before or after.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var (fatal, before) = (int.Parse(args[3], CultureInfo.InvariantCulture), args[4] == "before");
        var options = new MonitorAppOptions
        {
            ConfigDirectory = args[1],
            DataDirectory = args[2],
            Speed = 20,
            Urls = ["http://127.0.0.1:0"],
            Services = services => services.AddSingleton(s => MortalArchive.Of(s.GetRequiredService<SqliteStore>().Archive, fatal, before)),
        };
        await using var app = await MonitorApp.BuildAsync(options, CancellationToken.None);
        await app.StartAsync();
        Console.WriteLine($"{DoomedService.Ready} {app.Urls.First()}");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
        return 0;
    }
}

/// <summary>An archive whose n-th batch is the last thing its process does, or does not do.</summary>
public class MortalArchive : DispatchProxy
{
    private IArchive _inner = null!;
    private int _left;
    private bool _before;

    public static IArchive Of(IArchive inner, int fatal, bool before)
    {
        var proxy = Create<IArchive, MortalArchive>();
        var self = (MortalArchive)(object)proxy;
        (self._inner, self._left, self._before) = (inner, fatal, before);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name != nameof(IArchive.IngestAsync) || Interlocked.Decrement(ref _left) != 0) return targetMethod.Invoke(_inner, args);
        if (!_before) ((Task)targetMethod.Invoke(_inner, args)!).GetAwaiter().GetResult();
        System.Diagnostics.Process.GetCurrentProcess().Kill();
        throw new InvalidOperationException("This process is dead.");
    }
}
