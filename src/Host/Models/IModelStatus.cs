using Monitor.Analysis.Models;
using Monitor.Core.Judgements;

namespace Monitor.Host.Models;

/// <summary>What pages and health say of the models.</summary>
internal interface IModelStatus
{
    /// <summary>Null while none is loaded.</summary>
    string? Model { get; }

    /// <summary>English, for the operator: why the chosen set is not in force; null when all is well.</summary>
    string? Trouble { get; }

    DriftFigures? Drift { get; }

    /// <summary>The pointer; null when it cannot be read.</summary>
    ModelPointer? Pointer();
}

/// <inheritdoc/>
internal sealed class ModelStatus(ModelsInUse models, ModelStore store, DriftKeeper drift) : IModelStatus
{
    public string? Model => models.Current?.Model;

    public string? Trouble => models.Trouble;

    public DriftFigures? Drift => drift.Latest;

    public ModelPointer? Pointer()
    {
        try
        {
            return store.Pointer();
        }
        catch (ModelLoadException)
        {
            return null;
        }
    }
}
