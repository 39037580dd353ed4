using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Analysis;
using Monitor.Analysis.Transformer;
using Monitor.Host.Models;
using Monitor.Tests.Analysis.Transformer;
using Monitor.Tests.Storage;
using Xunit;

namespace Monitor.Tests.Host.Models;

/// <summary>The running service and a transformer that is named, changed, broken, mended and taken away.</summary>
public sealed class TransformerSwitchTests : IAsyncDisposable
{
    private readonly TempDatabase _database = new();
    private readonly TinyTransformer _tiny = new();
    private readonly string _shipped = AssessorFactory.Load().Model;
    private TransformerOptions _config = new();

    [Fact]
    public void Naming_a_folder_takes_it_in_and_emptying_the_name_lets_it_go()
    {
        var models = Start();
        Assert.Equal(_shipped, models.Model);
        _config = _tiny.Share(0.5);
        Assert.True(models.Refresh());
        Assert.StartsWith(_shipped + "+x-", models.Model, StringComparison.Ordinal);
        Assert.False(models.Refresh());
        _config = new();
        Assert.True(models.Refresh());
        Assert.Equal(_shipped, models.Model);
    }

    [Fact]
    public void A_broken_one_leaves_the_old_in_force_and_is_told()
    {
        _config = _tiny.Share(0.5);
        var models = Start();
        var before = models.Model;
        _tiny.Write("labels.json", "{}");
        Assert.False(models.Refresh());
        Assert.Contains("labels.json", models.Trouble, StringComparison.Ordinal);
        Assert.Equal(before, models.Model);
        _tiny.Write("labels.json", TinyTransformer.Labels);
        models.Refresh();
        Assert.Null(models.Trouble);
    }

    [Fact]
    public void At_a_start_with_a_broken_one_nothing_judges_until_it_is_mended()
    {
        _config = _tiny.Share(0.5);
        File.Delete(_tiny.Path("vocab.txt"));
        var models = Start();
        Assert.Null(models.ForIntake);
        Assert.Contains("vocab.txt is missing", models.Trouble, StringComparison.Ordinal);
        _config = new();
        Assert.True(models.Refresh());
        Assert.True(models.CatchingUp);
    }

    public async ValueTask DisposeAsync()
    {
        _tiny.Dispose();
        await _database.DisposeAsync();
    }

    private ModelsInUse Start() => new(new ModelStore(_database.Folder, () => _config), NullLogger<ModelsInUse>.Instance);
}
