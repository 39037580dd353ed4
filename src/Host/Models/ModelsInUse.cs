using Monitor.Analysis;
using Monitor.Analysis.Models;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Sources;
using Monitor.Host.Configuration;

namespace Monitor.Host.Models;

/// <summary>
/// The models in force. A switch or a restored file is taken over while the service runs; a set that does not load leaves the old one in force. When
/// there is none at all, <see cref="Current"/> is null: collecting goes on and posts wait unassessed.
/// </summary>
internal sealed class ModelsInUse : IAssessor
{
    /// <summary>A set that does not load is tried again after so many looks even when its files look the same: the disk may have been at fault.</summary>
    private const int LooksBetweenTries = 12;

    private readonly Lock _gate = new();
    private readonly ModelStore _store;
    private readonly ILogger<ModelsInUse> _log;
    private readonly ICurrentConfig? _config;
    private readonly bool _begun;
    private volatile IAssessor? _assessor;
    private volatile string? _trouble;
    private volatile bool _catchingUp;
    private string? _tried;
    private int _looks;

    /// <param name="store">Which models are chosen.</param>
    /// <param name="log">Where a set that does not load is told.</param>
    /// <param name="config">Whose district counts as ours; null = nobody's.</param>
    public ModelsInUse(ModelStore store, ILogger<ModelsInUse> log, ICurrentConfig? config = null)
    {
        (_store, _log, _config) = (store, log, config);
        Refresh();
        _begun = true;
    }

    public IAssessor? Current => _assessor;

    /// <summary>For the operator: why the set named as current is not in force; null when all is well.</summary>
    public string? Trouble => _trouble;

    /// <summary>
    /// While older posts wait for their assessment new ones wait too, so that detectors never compare a judged present with an unjudged past.
    /// </summary>
    public bool CatchingUp { get => _catchingUp; set => _catchingUp = value; }

    /// <summary>What a post just read is judged with; null = it is stored unassessed.</summary>
    public IAssessor? ForIntake => CatchingUp ? null : _assessor;

    /// <exception cref="ModelLoadException">No models are loaded.</exception>
    public string Model => Loaded.Model;

    private IAssessor Loaded => _assessor ?? throw new ModelLoadException(_trouble ?? "No models are loaded.");

    /// <exception cref="ModelLoadException">No models are loaded.</exception>
    public Assessment Assess(string text, string? title = null, SourceRole role = SourceRole.Public) => Loaded.Assess(text, title, role);

    /// <summary>Looks whether pointer or files changed since the last look, and loads what they name.</summary>
    /// <returns>True when other models are in force than before.</returns>
    public bool Refresh()
    {
        lock (_gate)
        {
            try
            {
                var stamp = Stamp();
                if (stamp == _tried && (_trouble is null || ++_looks % LooksBetweenTries != 0)) return false;
                _tried = stamp;
                return Take(_store.LoadCurrent());
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // Told once for each state of the files, not every few seconds.
                if (_trouble != e.Message) Report(e);
                _trouble = e.Message;
                return false;
            }
        }
    }

    /// <summary>After a choice that could not be read, whatever is read next counts as new.</summary>
    private string Stamp()
    {
        try
        {
            return _store.Stamp();
        }
        catch
        {
            _tried = null;
            throw;
        }
    }

    private bool Take(IAssessor loaded)
    {
        var before = _assessor;
        _trouble = null;
        if (before?.Model == loaded.Model) return false;
        // Raised before the models are, so that no new post is judged ahead of the waiting ones.
        if (before is null && _begun) CatchingUp = true;
        _assessor = _config is { } config ? new DistrictAssessor(loaded, () => config.Current.Season.Districts) : loaded;
        _log.LogInformation("Models in use: {Model}", loaded.Model);
        return true;
    }

    private void Report(Exception e)
    {
        if (_assessor is { } old)
            _log.LogError(e, "The chosen models cannot be loaded; {Model} stays in use. Go back with `monitor models rollback`, or restore the files", old.Model);
        else
            _log.LogError(e, "No models can be loaded: collecting goes on, posts wait unassessed. Restore the files, or run `monitor models rollback` or `monitor models use`; waiting posts are then assessed");
    }
}
