using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.Core.Contracts;

namespace Monitor.Collectors.Probes.Lookalike;

/// <summary>A registered name that resembles ours.</summary>
internal sealed record KnownName
{
    public required string Name { get; init; }

    public required string Technique { get; init; }

    public required DateTimeOffset First { get; init; }

    /// <summary>It had been free when it was asked for before, and is registered since then; null when nobody had asked before.</summary>
    public DateTimeOffset? NewSince { get; init; }

    public IReadOnlyList<string> Addresses { get; init; } = [];

    public bool Mail { get; init; }

    public DateTimeOffset? PageAt { get; init; }

    public double Score { get; init; }

    public IReadOnlyList<string> Reasons { get; init; } = [];

    public bool Ours { get; init; }
}

/// <summary>What is kept from look to look: where to go on, which names have been answered for, which are registered.</summary>
internal sealed record LookalikeBook
{
    private const string Key = "lookalike";

    public string Plan { get; init; } = "";

    public int Next { get; set; }

    /// <summary>Times the whole list has been gone through.</summary>
    public int Rounds { get; set; }

    /// <summary>One bit for each name of the plan that has had a definite answer: a name registered later is a new one.</summary>
    public byte[] Answered { get; init; } = [];

    public Dictionary<string, KnownName> Known { get; init; } = [];

    [JsonIgnore]
    public bool Whole => Rounds > 0;

    public static async Task<LookalikeBook> ReadAsync(IProbeMemory memory, string targetId, IReadOnlyList<LookalikeName> names, CancellationToken ct)
    {
        var plan = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', names.Select(n => n.Name)))))[..16];
        var kept = Parse(await memory.ReadAsync(targetId, Key, ct));
        if (kept.Plan == plan && kept.Answered.Length == (names.Count + 7) / 8) return kept;
        var still = names.Select(n => n.Name).ToHashSet(StringComparer.Ordinal);
        return new() { Plan = plan, Answered = new byte[(names.Count + 7) / 8], Known = kept.Known.Where(k => still.Contains(k.Key)).ToDictionary(StringComparer.Ordinal) };
    }

    public Task WriteAsync(IProbeMemory memory, string targetId, CancellationToken ct) => memory.WriteAsync(targetId, Key, JsonSerializer.Serialize(this), ct);

    public bool HasAnswer(int at) => (Answered[at / 8] & (1 << (at % 8))) != 0;

    public void SetAnswer(int at) => Answered[at / 8] |= (byte)(1 << (at % 8));

    private static LookalikeBook Parse(string? text)
    {
        try
        {
            return text is null ? new() : JsonSerializer.Deserialize<LookalikeBook>(text) ?? new();
        }
        catch (JsonException)
        {
            return new();
        }
    }
}
