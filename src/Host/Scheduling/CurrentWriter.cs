using Monitor.Alerts.Templates;
using Monitor.Host.Acknowledging;
using Monitor.Host.Configuration;

namespace Monitor.Host.Scheduling;

/// <summary>The writer of notices for the config in force; a reload makes a new one.</summary>
internal sealed class CurrentWriter(ICurrentConfig config, LinkToken tokens, ILogger<CurrentWriter> log)
{
    private readonly Lock _gate = new();
    private (MonitorConfig For, NoticeWriter Writer)? _made;

    public NoticeWriter Now => For(config.Current);

    public NoticeWriter For(MonitorConfig c)
    {
        lock (_gate)
        {
            if (_made is not { } made || !ReferenceEquals(made.For, c)) _made = made = (c, Make(c));
            return made.Writer;
        }
    }

    private NoticeWriter Make(MonitorConfig c) => new(new NoticeWriterOptions
    {
        Templates = c.Templates,
        Channels = c.Channels,
        Targets = TargetPlanner.Of(c),
        Sources = c.Sources.DistinctBy(s => s.Id).ToDictionary(s => s.Id, s => s.Name, StringComparer.Ordinal),
        Districts = c.Season.Districts,
        Departments = c.Cases.Departments,
        PublicUrl = LinkMaker.Board(c),
        Acknowledge = LinkMaker.Of(c, tokens),
        Failed = fault => log.LogError("Template {Fault}; the next one that serves, at last the built-in one, spoke in its place", fault),
    });
}
