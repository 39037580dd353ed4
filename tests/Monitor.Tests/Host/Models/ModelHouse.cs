using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Core.Contracts;
using Monitor.Host.Configuration;
using Monitor.Host.Live;
using Monitor.Host.Models;
using Monitor.Host.Scheduling;
using Monitor.Tests.Board;
using Monitor.Tests.Contracts;
using Monitor.Tests.Storage;
using Monitor.Tests.Support;

namespace Monitor.Tests.Host.Models;

/// <summary>The rooms around the models over a real store in a folder of its own.</summary>
internal sealed class ModelHouse : IAsyncDisposable
{
    private readonly TempDatabase _database = new();

    public ModelHouse()
    {
        Store = new ModelStore(_database.Folder);
        Switch = new ModelSwitch(Store, Ledger, Time);
        Window = new PostWindow(Archive);
    }

    public FakeTimeProvider Time { get; } = new(Some.T0);

    public ModelStore Store { get; }

    public ModelSwitch Switch { get; }

    public PostWindow Window { get; }

    public ChangeBus Bus { get; } = new();

    public IArchive Archive => _database.Archive;

    public ILedger Ledger => _database.Ledger;

    /// <summary>A folder beside the store, for candidates and data.</summary>
    public string Path(string name) => System.IO.Path.Combine(_database.Folder, name);

    /// <summary>As a new start of the service finds the models.</summary>
    public ModelsInUse Start() => new(Store, NullLogger<ModelsInUse>.Instance);

    public BacklogPass Backlog(ModelsInUse models) => new(models, Archive, new FactShelf(new FixedConfig(new MonitorConfig()), Archive), Window, Bus, NullLogger<BacklogPass>.Instance);

    public DriftKeeper Drift(ModelsInUse models) => new(models, Archive, Ledger, Time, NullLogger<DriftKeeper>.Instance);

    /// <summary>Puts a set in use without asking whether it is any good.</summary>
    public string Force(Func<string, string> make)
    {
        var folder = make(Path("forced"));
        var version = Store.Adopt(folder, Monitor.Analysis.AssessorFactory.Load(folder).Model);
        Store.Point(Store.Pointer().To(version, Time.GetUtcNow()));
        Directory.Delete(folder, recursive: true);
        return version;
    }

    /// <summary>Breaks the set in use on disk.</summary>
    public void Damage(string version)
    {
        var folder = System.IO.Path.Combine(Store.Directory, version);
        Directory.Delete(folder, recursive: true);
        ModelSets.Damaged(folder);
    }

    public string DevSet(int posts = 300) => ModelSets.Posts(Path("dev.jsonl"), posts);

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
