using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Collectors;
using Monitor.Collectors.Fetching;
using Monitor.Core.Contracts;
using Monitor.Core.Sources;
using Monitor.Host.Configuration;
using Monitor.Host.Recording;
using Monitor.Tests.Support;

namespace Monitor.Tests.Collectors.Sources;

/// <summary>The shipped definitions, each beside what its site answered or would.</summary>
internal static class SourceLibrary
{
    public static string Fixtures { get; } = Repository.File("tests", "Monitor.Tests", "Fixtures", "sources");

    /// <summary>Those that fetch. Files and pushes come to us and have tests of their own.</summary>
    public static IReadOnlyList<SourceDefinition> Shipped { get; } = [.. ConfigLoader.Load(Repository.File("config")).Config!.Sources.Where(s => s.Kind is not ("file-drop" or "push"))];

    public static SourceDefinition Of(string id) => Shipped.Single(s => s.Id == id);

    /// <summary>Reads a recording again with the source's own collector, through the real door, on the day it was made.</summary>
    public static async Task<(CollectResult Read, IReadOnlyList<Uri> Unasked)> ReadAsync(SourceDefinition source, string folder, RecordedSource recorded)
    {
        var time = new FakeTimeProvider(recorded.Date);
        var exchange = new RecordedExchange(folder, recorded);
        var settings = new FetchSettings { HostPace = TimeSpan.Zero, RssHub = new Uri("http://127.0.0.1:1200") };
        using var door = new HttpDoor(settings, time, NullLoggerFactory.Instance, exchange);
        var collector = CollectorCatalog.Kinds.First(k => k.Name == source.Kind).Create(source, new CollectorServices(door, time, NullLoggerFactory.Instance));
        return (await collector.CollectAsync(null, CancellationToken.None), exchange.Unasked);
    }
}
