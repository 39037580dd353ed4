using System.ComponentModel.DataAnnotations;
using Monitor.Core.Alerts;
using Monitor.Core.Probes;
using Monitor.Core.Security;
using Monitor.Core.Signals;
using Monitor.Core.Sources;
using Monitor.Host.Configuration;

namespace Monitor.Tests.Host.Configuration;

/// <summary>A config directory that goes away with the test, over a small set of kinds of its own.</summary>
public sealed class TempConfig : IDisposable
{
    internal static readonly IReadOnlyList<KindFamily> Families =
    [
        new("collector", typeof(SourceDefinition), [new("feed", "Feeds.", typeof(FeedLike)), new("page", "Pages.", typeof(FeedLike))]),
        new("probe", typeof(TargetDefinition), [new("http", "Pages.", typeof(FeedLike))]),
        new("detector", typeof(DetectorDefinition), [new("burst", "Bursts.", typeof(RuleLike))]),
        new("notifier", typeof(ChannelDefinition), [new("robot", "Robots.", typeof(RobotLike))]),
    ];

    public TempConfig() => Write("monitor.yaml", "judgeEvery: 5s\n");

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("monitor-config-").FullName;

    public void Write(string file, string text)
    {
        var path = Path.Combine(Directory, file);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    internal ConfigResult Load() => ConfigLoader.Load(Directory, Families);

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);

    public sealed record FeedLike
    {
        [Required]
        public string Url { get; init; } = "";

        [Range(1, 100)]
        public int Most { get; init; } = 50;

        public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
    }

    public sealed record RuleLike
    {
        public TimeSpan Bucket { get; init; } = TimeSpan.FromMinutes(15);

        public double Rate { get; init; } = 0.2;

        public WarningLevel Least { get; init; }
    }

    public sealed record RobotLike
    {
        [Required]
        public Secret? Key { get; init; }
    }
}
