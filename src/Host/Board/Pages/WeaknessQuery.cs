using Monitor.Core.Probes;
using Monitor.Core.Weaknesses;
using Monitor.Host.Weaknesses;

namespace Monitor.Host.Board.Pages;

/// <summary>The filter as it stands in the address.</summary>
internal static class WeaknessQuery
{
    /// <summary>In the owner's field: those without one.</summary>
    public const string Nobody = "-";

    public static WeaknessFilter Read(IQueryCollection query) => new()
    {
        State = Word<WeaknessState>(query["state"]),
        Severity = Word<FindingSeverity>(query["severity"]),
        Owner = query["owner"].ToString() is { Length: > 0 } owner ? owner == Nobody ? "" : owner : null,
        Target = query["target"].ToString() is { Length: > 0 } target ? target : null,
        Overdue = query["overdue"] == "true",
    };

    public static QueryString Of(WeaknessFilter f)
    {
        var query = new QueryString();
        if (f.State is { } state) query = query.Add("state", state.ToString());
        if (f.Severity is { } severity) query = query.Add("severity", severity.ToString());
        if (f.Owner is { } owner) query = query.Add("owner", owner.Length > 0 ? owner : Nobody);
        if (f.Target is { } target) query = query.Add("target", target);
        return f.Overdue ? query.Add("overdue", "true") : query;
    }

    private static T? Word<T>(string? word) where T : struct, Enum =>
        Enum.TryParse<T>(word, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(word![0]) ? value : null;
}
