using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Monitor.Core.Judgements;

namespace Monitor.Host.Configuration;

/// <summary>facts.yaml: official words an operator writes down, for what no watched source carries. The file may be absent.</summary>
internal sealed record FactsFile
{
    [Description("What the authority states: deadlines, dates, score lines, fees, places, hotlines.")]
    public IReadOnlyList<FactEntry> Facts { get; init; } = [];

    [Description("What the authority calls untrue.")]
    public IReadOnlyList<DenialEntry> Denials { get; init; } = [];
}

internal sealed record FactEntry
{
    [Required, Description("The official sentence; it must hold something that can be checked, such as 普通本科批志愿填报6月28日17:00截止.")]
    public string Statement { get; init; } = "";

    [Required, Description("When it was published, ISO 8601 with offset; a newer statement takes an older one's place.")]
    public DateTimeOffset? Published { get; init; }

    [Description("Link to the official page.")]
    public Uri? Url { get; init; }
}

internal sealed record DenialEntry
{
    [Required, Description("The rumour as it is told.")]
    public string Denied { get; init; } = "";

    [Required, Description("The official words that deny it.")]
    public string Statement { get; init; } = "";

    [Required, Description("When it was published, ISO 8601 with offset.")]
    public DateTimeOffset? Published { get; init; }

    [Description("Link to the official page.")]
    public Uri? Url { get; init; }
}

/// <summary>What facts.yaml says, read as facts.</summary>
internal sealed record WrittenFacts(IReadOnlyList<OfficialFact> Facts, IReadOnlyList<OfficialRebuttal> Rebuttals)
{
    public static WrittenFacts None { get; } = new([], []);
}
