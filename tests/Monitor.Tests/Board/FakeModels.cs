using Monitor.Core.Judgements;
using Monitor.Host.Models;

namespace Monitor.Tests.Board;

/// <summary>Models as a test wants them.</summary>
internal sealed class FakeModels : IModelStatus
{
    public string? Model { get; set; } = "2026.1";

    public string? Trouble { get; set; }

    public DriftFigures? Drift { get; set; }

    public ModelPointer? Pointer() => ModelPointer.First;
}
