using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Exposure;

/// <summary>One thing found at one path.</summary>
/// <param name="Subject">The host, and for own paths the path.</param>
/// <param name="Missed">Looks in a row whose request for it was broken off while the host answered others.</param>
internal sealed record KnownExposure(string Host, string Id, string Template, string Subject, string Url, FindingSeverity Severity, string Seen, DateTimeOffset First, int Missed = 0);

/// <summary>What is kept from look to look: where to go on, what has been asked, what is public.</summary>
internal sealed record ExposureBook
{
    private const string Key = "exposure";

    /// <summary>Stands for the list of steps; another list begins anew, with what is known.</summary>
    public string Plan { get; init; } = "";

    public int Next { get; set; }

    /// <summary>Steps asked at least once, by their place in the plan.</summary>
    public HashSet<int> Asked { get; init; } = [];

    public List<KnownExposure> Known { get; init; } = [];

    public static async Task<ExposureBook> ReadAsync(IProbeMemory memory, string targetId, IReadOnlyList<ExposureStep> steps, CancellationToken ct)
    {
        var plan = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', steps.Select(s => $"{s.Origin} {s.Check.Id} {s.Template}")))))[..16];
        var kept = Parse(await memory.ReadAsync(targetId, Key, ct));
        var hosts = steps.Select(s => s.Host).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var paths = steps.Select(s => (s.Host, s.Check.Id, s.Template)).ToHashSet();
        // Front pages have no step; of the others only what is still asked for can ever be found gone.
        kept.Known.RemoveAll(k => !hosts.Contains(k.Host) || !(k.Template.Length == 0 || paths.Contains((k.Host, k.Id, k.Template))));
        return kept.Plan == plan ? kept : new ExposureBook { Plan = plan, Known = kept.Known };
    }

    public Task WriteAsync(IProbeMemory memory, string targetId, CancellationToken ct) => memory.WriteAsync(targetId, Key, JsonSerializer.Serialize(this), ct);

    public KnownExposure? Of(ExposureStep step) => Known.Find(k => k.Host == step.Host && k.Id == step.Check.Id && k.Template == step.Template);

    /// <summary>A definite answer for one path.</summary>
    public void Put(string host, string id, string template, KnownExposure? found)
    {
        var before = Known.Find(k => k.Host == host && k.Id == id && k.Template == template);
        if (before is not null) Known.Remove(before);
        if (found is not null) Known.Add(found with { First = before?.First ?? found.First });
    }

    /// <summary>The path could not be asked while the host answers others: after three such looks something stands before it, and it is no longer public.</summary>
    public void Miss(ExposureStep step)
    {
        var at = Known.FindIndex(k => k.Host == step.Host && k.Id == step.Check.Id && k.Template == step.Template);
        if (at < 0) return;
        if (Known[at].Missed >= 2) Known.RemoveAt(at);
        else Known[at] = Known[at] with { Missed = Known[at].Missed + 1 };
    }

    private static ExposureBook Parse(string? text)
    {
        try
        {
            return text is null ? new() : JsonSerializer.Deserialize<ExposureBook>(text) ?? new();
        }
        catch (JsonException)
        {
            return new();
        }
    }
}
