using Monitor.Core.Contracts;
using Monitor.Core.Probes;
using Monitor.Host.Live;
using Monitor.Host.Scheduling;
using Monitor.Host.Weaknesses;

namespace Monitor.Host.Vantages;

/// <param name="Code">Stable word for programs.</param>
internal sealed record WireError(int Index, string Code, string Reason);

/// <summary>
/// Takes what a vantage point saw. Whose it is says the key, never the body. A result stored again replaces itself, so a sender that never heard the answer
/// sends it once more without harm.
/// </summary>
internal sealed class VantageDesk(Parts parts, IArchive archive, WeaknessRegister register, PostWindow window, VantageBook book, ChangeBus bus, TimeProvider time)
{
    /// <summary>What came later than this does not concern the present and is only stored.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromHours(1);
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(2);
    private const int MostFindings = 200;
    private const int LongestText = 4000;

    public async Task<(int Accepted, IReadOnlyList<WireError> Errors)> TakeAsync(VantagePoint point, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        var (now, errors, taken) = (time.GetUtcNow(), new List<WireError>(), new List<ProbeResult>());
        var built = parts.Now();
        var oldest = now - built.Config.Storage.KeepProbes;
        foreach (var (index, result, fault) in ProbeWire.Read(body))
        {
            if (result is null) errors.Add(new(index, "not-readable", fault!));
            else if (!built.Probes.ContainsKey(result.TargetId)) errors.Add(new(index, "unknown-target", $"no enabled target has the id '{Cut(result.TargetId, 64)}' here"));
            else if (result.At > now + ClockSlack) errors.Add(new(index, "from-the-future", $"{result.At:O} lies ahead of this service's clock; one of the two is wrong"));
            else if (result.At < oldest) errors.Add(new(index, "too-old", $"{result.At:O} is older than results are kept here"));
            else taken.Add(Own(result, point.Id));
        }

        if (taken.Count > 0) await archive.SaveProbesAsync(taken, ct);
        foreach (var result in taken) await register.NoteAsync(result, ct);
        foreach (var result in taken.Where(r => r.At > now - Recent)) window.Add(result);
        await book.HeardAsync(point.Id, ct);
        if (taken.Count > 0) bus.Publish("probes");
        return (taken.Count, errors);
    }

    private static ProbeResult Own(ProbeResult result, string vantage) => result with
    {
        Vantage = vantage,
        Message = result.Message is { } message ? Cut(message, LongestText) : null,
        Findings = [.. result.Findings.Take(MostFindings).Select(f => f with { Code = Cut(f.Code, 64), Message = Cut(f.Message, LongestText), Subject = f.Subject is { } subject ? Cut(subject, LongestText) : null })],
    };

    private static string Cut(string text, int most) => Core.Text.TextCut.CutTo(text, most);
}
