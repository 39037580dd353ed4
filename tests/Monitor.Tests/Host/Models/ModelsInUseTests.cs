using Monitor.Analysis.Models;
using Monitor.Host.Models;
using Monitor.Tests.Contracts;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Host.Models;

/// <summary>What the running service does with a switch, a broken set, and a mended one.</summary>
public sealed class ModelsInUseTests : IAsyncDisposable
{
    private readonly ModelHouse _house = new();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public void A_switch_is_noticed_once_without_a_restart()
    {
        var models = _house.Start();
        var shipped = models.Model;
        Assert.False(models.Refresh());
        _house.Force(ModelSets.Weak);
        Assert.True(models.Refresh());
        Assert.NotEqual(shipped, models.Model);
        Assert.Equal(models.Model, models.Assess("今年题难吗").Model);
        Assert.False(models.Refresh());
        Assert.False(models.CatchingUp);
    }

    [Fact]
    public void A_set_that_breaks_under_a_running_service_leaves_the_loaded_one_in_force()
    {
        var version = _house.Force(ModelSets.Weak);
        var models = _house.Start();
        var before = models.Model;
        _house.Damage(version);
        Assert.False(models.Refresh());
        Assert.Equal(before, models.Model);
        Assert.Contains(".bin", models.Trouble, StringComparison.Ordinal);
        ModelSets.Weak(Path.Combine(_house.Store.Directory, version));
        models.Refresh();
        Assert.Null(models.Trouble);
    }

    [Fact]
    public void Without_any_models_at_start_nothing_is_judged_until_they_come_back()
    {
        var version = _house.Force(ModelSets.Weak);
        _house.Damage(version);
        var models = _house.Start();
        Assert.Null(models.Current);
        Assert.Null(models.ForIntake);
        Assert.Throws<ModelLoadException>(() => models.Assess("x"));
        Assert.NotNull(models.Trouble);

        ModelSets.Weak(Path.Combine(_house.Store.Directory, version));
        Assert.True(models.Refresh());
        Assert.Null(models.Trouble);
        Assert.NotNull(models.Current);
        // Those who wait come first.
        Assert.Null(models.ForIntake);
    }

    [Fact]
    public void A_missing_folder_and_an_unreadable_choice_are_the_same_safe_state()
    {
        _house.Store.Point(new ModelPointer("gone", Some.T0, []));
        var models = _house.Start();
        Assert.Null(models.Current);
        Assert.Contains("gone", models.Trouble, StringComparison.Ordinal);
        var text = File.ReadAllText(_house.Store.PointerFile);
        File.WriteAllText(_house.Store.PointerFile, "{");
        models.Refresh();
        Assert.Contains(_house.Store.PointerFile, models.Trouble, StringComparison.Ordinal);
        File.WriteAllText(_house.Store.PointerFile, text);
        ModelSets.Weak(Path.Combine(_house.Store.Directory, "gone"));
        Assert.True(models.Refresh());
    }
}
