using Monitor.Host.Configuration;
using Serilog.Core;
using Serilog.Events;
using Xunit;

namespace Monitor.Tests.Host.Logging;

public sealed class LogLevelsTests
{
    [Fact]
    public void Levels_hold_overall_and_by_the_longest_namespace_and_follow_the_config_while_running()
    {
        using var rig = new LogRig(Levels(LogEventLevel.Information, ("Monitor.Collectors", LogEventLevel.Debug)));
        Assert.Equal("i c ", Heard(rig));

        rig.Pipeline.Levels.Apply(Levels(LogEventLevel.Warning));
        Assert.Equal("", Heard(rig));

        // Not known at the start, one of them below a namespace that has its own switch.
        rig.Pipeline.Levels.Apply(Levels(LogEventLevel.Warning, ("Monitor.Storage", LogEventLevel.Debug), ("Microsoft.AspNetCore.Hosting", LogEventLevel.Debug)));
        Assert.Equal("s h ", Heard(rig));

        rig.Pipeline.Levels.Apply(Levels(LogEventLevel.Debug, ("Monitor.Collectors", LogEventLevel.Error)));
        Assert.Equal("i x s ", Heard(rig));
    }

    /// <summary>Loggers are made before and kept, as those of the service are.</summary>
    private static string Heard(LogRig rig)
    {
        var before = rig.Ecs.Count;
        rig.Log.Information("i ");
        Of(rig, "Monitor.Collectors.Feeds.Reader").Debug("c ");
        Of(rig, "Monitor.CollectorsElsewhere").Debug("x ");
        Of(rig, "Monitor.Storage.Sqlite").Debug("s ");
        Of(rig, "Microsoft.AspNetCore.Hosting.Diagnostics").Debug("h ");
        Of(rig, "Microsoft.AspNetCore.Server").Information("n ");
        return string.Concat(rig.Ecs.Skip(before).Select(l => EcsRules.Check(l).GetProperty("message").GetString()));
    }

    private static Serilog.ILogger Of(LogRig rig, string source) => rig.Log.ForContext(Constants.SourceContextPropertyName, source);

    private static LoggingConfig Levels(LogEventLevel overall, params (string Name, LogEventLevel Level)[] spaces) =>
        new() { Level = overall, Namespaces = spaces.ToDictionary(s => s.Name, s => s.Level) };
}
