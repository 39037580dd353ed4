using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Collectors.Probes.Witnessing;

/// <summary>`witnesses:` in monitor.yaml: places elsewhere that are asked whether our own network works, before a target is blamed.</summary>
public sealed record WitnessOptions : IValidatableObject
{
    [Description("Places that nearly always answer and have nothing to do with the targets: host:port, or an https address. Empty = nobody is asked.")]
    public IReadOnlyList<string> Addresses { get; init; } = [];

    [Description("So many must answer; with fewer our own network is at fault and the result is unknown."), Range(1, 100)]
    public int Quorum { get; init; } = 1;

    [Description("What they said is good for this long, however many targets fail."), Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(2);

    [Description("How long one may take to answer."), Range(typeof(TimeSpan), "00:00:00.1", "00:00:30")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var address in Addresses.Where(a => Witness.Of(a) is null))
            yield return new ValidationResult($"expected host:port or an address such as https://www.example.cn/, found '{address}'", [nameof(Addresses)]);
        if (Addresses.Count > 0 && Quorum > Addresses.Count) yield return new ValidationResult($"expected at most the number of addresses ({Addresses.Count})", [nameof(Quorum)]);
    }
}
