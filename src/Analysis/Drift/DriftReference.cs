using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Analysis.Drift;

/// <summary>What the posts of the first weeks of a model looked like; written once, kept in the settings until the model goes.</summary>
public sealed record DriftReference
{
    public required string Model { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset Until { get; init; }

    public required int Posts { get; init; }

    /// <summary>Posts by tenth of the risk score.</summary>
    public required IReadOnlyList<int> Risk { get; init; }

    /// <summary>Posts by sentiment: negative, neutral, positive.</summary>
    public required IReadOnlyList<int> Mood { get; init; }

    /// <summary>Share of pairs in the second half that the first half did not hold.</summary>
    public required double Unknown { get; init; }

    public required string Pairs { get; init; }

    [JsonIgnore]
    internal PairSet Known => field ??= PairSet.Read(Pairs);

    public string Write() => JsonSerializer.Serialize(this);

    /// <summary>Null for an absent or unreadable text: a reference can be gathered anew, a broken one must stop nothing.</summary>
    public static DriftReference? Read(string? text)
    {
        if (text is null) return null;
        try
        {
            var read = JsonSerializer.Deserialize<DriftReference>(text);
            return read?.Known is null ? null : read;
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            return null;
        }
    }
}
