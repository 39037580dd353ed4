using Monitor.Alerts.Decide;
using Monitor.Core.Alerts;
using Monitor.Core.Cases;

namespace Monitor.Alerts.Templates;

/// <summary>What a notice says beyond the alert itself.</summary>
public sealed record NoticeWriterOptions
{
    public TemplateSet Templates { get; init; } = TemplateSet.BuiltIn;

    public IReadOnlyList<ChannelDefinition> Channels { get; init; } = [];

    /// <summary>By target id.</summary>
    public IReadOnlyDictionary<string, TargetPlan> Targets { get; init; } = new Dictionary<string, TargetPlan>();

    /// <summary>Names of sources by id.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> Districts { get; init; } = [];

    public IReadOnlyList<Department> Departments { get; init; } = [];

    /// <summary>Address of the board as people reach it, without a slash at its end; null = no links.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Makes the link that acknowledges; null = no such links. The same alert, kind, channel and moment must give the same link.</summary>
    public Func<Alert, NoticeKind, string, DateTimeOffset, AcknowledgeLink>? Acknowledge { get; init; }

    /// <summary>Told when a template failed and the built-in one spoke in its place.</summary>
    public Action<TemplateFault> Failed { get; init; } = _ => { };
}

/// <param name="Url">Whole address.</param>
/// <param name="Until">When it expires.</param>
public sealed record AcknowledgeLink(string Url, DateTimeOffset Until);
