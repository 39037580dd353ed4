using Monitor.Analysis;
using Monitor.Analysis.Feedback;
using Monitor.Analysis.Models;
using Monitor.Core.Contracts;
using Monitor.Core.Security;

namespace Monitor.Host.Models;

/// <summary>Trying, using and taking back sets of models. Every change of the pointer is audited; the running service notices it by itself.</summary>
internal sealed class ModelSwitch(ModelStore store, ILedger ledger, TimeProvider time)
{
    private const int MostLabels = 200_000;

    /// <exception cref="ModelLoadException">The candidate does not load.</exception>
    public async Task<(IAssessor Candidate, TrialResult Result)> TryAsync(string candidate, IReadOnlyList<string> data, CancellationToken ct)
    {
        var assessor = AssessorFactory.Load(candidate);
        var labels = await ledger.LabelsAsync(null, MostLabels, ct);
        return (assessor, ModelTrial.Run(Present(), assessor, data, labels, ct));
    }

    /// <summary>Puts the candidate in use when the trial accepts it.</summary>
    /// <returns>Also the name of the set, or null when refused.</returns>
    public async Task<(string? Version, TrialResult Result)> UseAsync(string candidate, IReadOnlyList<string> data, string who, CancellationToken ct)
    {
        var (assessor, result) = await TryAsync(candidate, data, ct);
        if (!result.Accepted)
        {
            await AuditAsync(who, "models.refuse", assessor.Model, result.Why, ct);
            return (null, result);
        }

        var version = store.Adopt(candidate, assessor.Model);
        var before = PointerOrFirst();
        if (before.Current != version) store.Point(before.To(version, time.GetUtcNow()));
        await AuditAsync(who, "models.use", version, result.Why, ct);
        return (version, result);
    }

    /// <summary>Back to the last set that loads; in the end the built-in one.</summary>
    /// <returns>Its name, and those passed over because they do not load; null when there is nothing to go back to.</returns>
    public async Task<(string Version, IReadOnlyList<string> Broken)?> RollBackAsync(string who, CancellationToken ct)
    {
        var pointer = PointerOrFirst(out var readable);
        List<string> candidates = [.. pointer.Previous];
        if (!candidates.Contains(ModelPointer.BuiltIn) && (pointer.Current != ModelPointer.BuiltIn || !readable)) candidates.Add(ModelPointer.BuiltIn);
        List<string> broken = [];
        foreach (var version in candidates)
        {
            if (!Loads(version))
            {
                broken.Add(version);
                continue;
            }

            store.Point(new ModelPointer(version, time.GetUtcNow(), [.. candidates.SkipWhile(v => v != version).Skip(1)]));
            await AuditAsync(who, "models.rollback", version, "from " + (readable ? pointer.Current : "an unreadable choice"), ct);
            return (version, broken);
        }

        return null;
    }

    /// <summary>Null when the models in use do not load: any candidate that does is better than none.</summary>
    private IAssessor? Present()
    {
        try
        {
            return store.Load(store.Pointer().Current);
        }
        catch (ModelLoadException)
        {
            return null;
        }
    }

    private bool Loads(string version)
    {
        try
        {
            return store.Load(version) is not null;
        }
        catch (ModelLoadException)
        {
            return false;
        }
    }

    private ModelPointer PointerOrFirst() => PointerOrFirst(out _);

    private ModelPointer PointerOrFirst(out bool readable)
    {
        try
        {
            var pointer = store.Pointer();
            readable = true;
            return pointer;
        }
        catch (ModelLoadException)
        {
            readable = false;
            return ModelPointer.First;
        }
    }

    private Task AuditAsync(string who, string action, string subject, string detail, CancellationToken ct) =>
        ledger.AuditAsync(new AuditEntry(time.GetUtcNow(), who, action, subject, detail), ct);
}
