using Monitor.Analysis;
using Monitor.Analysis.Models;
using Monitor.Host.Models;
using Monitor.Tests.Contracts;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Host.Models;

/// <summary>What lies on disk after a switch, and after a switch that was cut off.</summary>
public sealed class ModelStoreTests : IAsyncDisposable
{
    private readonly ModelHouse _house = new();

    private ModelStore Store => _house.Store;

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public void Before_any_choice_the_shipped_models_are_in_use()
    {
        Assert.Equal(ModelPointer.First, Store.Pointer());
        Assert.Empty(Store.Sets());
        Assert.Equal(AssessorFactory.Load().Model, Store.Load(Store.Pointer().Current).Model);
    }

    [Fact]
    public void A_set_is_copied_whole_and_named_by_its_version()
    {
        var candidate = ModelSets.Weak(_house.Path("candidate"));
        var model = AssessorFactory.Load(candidate).Model;
        var name = Store.Adopt(candidate, model);
        Assert.Equal([name], Store.Sets());
        Assert.Equal(model, Store.Load(name).Model);
        Assert.Equal(ModelPointer.BuiltIn, Store.Pointer().Current);
        // Once more while it is kept: the sound one stays, a damaged one is replaced.
        Assert.Equal(name, Store.Adopt(candidate, model));
        _house.Damage(name);
        Store.Adopt(candidate, model);
        Assert.Equal(model, Store.Load(name).Model);
    }

    [Fact]
    public void A_switch_cut_off_at_any_moment_leaves_the_old_choice()
    {
        var version = _house.Force(ModelSets.Weak);
        var whole = new ModelPointer("other", Some.T0, [version]).Write();
        // Killed while the new choice was written: it stands beside the old one, torn.
        foreach (var length in new[] { 0, 1, whole.Length / 2, whole.Length })
        {
            File.WriteAllText(Store.PointerFile + ".part", whole[..length]);
            Assert.Equal(version, Store.Pointer().Current);
        }

        // Killed while a set was copied: it is no set, and in nobody's way.
        Directory.CreateDirectory(Path.Combine(Store.Directory, ".part-" + version));
        File.WriteAllText(Path.Combine(Store.Directory, ".part-" + version, "sentiment.bin"), "torn");
        Assert.Equal([version], Store.Sets());
        Assert.Equal(version, Store.Adopt(ModelSets.Weak(_house.Path("again")), version));
        Store.Point(Store.Pointer().To(ModelPointer.BuiltIn, Some.T0));
        Assert.Equal((ModelPointer.BuiltIn, version), (Store.Pointer().Current, Assert.Single(Store.Pointer().Previous)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"Current":"../../etc","Since":null,"Previous":[]}""")]
    [InlineData("""{"Current":"a","Since":null,"Previous":["b/c"]}""")]
    public void A_choice_that_cannot_be_read_is_named_with_what_to_do(string text)
    {
        Directory.CreateDirectory(Store.Directory);
        File.WriteAllText(Store.PointerFile, text);
        var e = Assert.Throws<ModelLoadException>(() => Store.Pointer());
        Assert.Contains(Store.PointerFile, e.Message, StringComparison.Ordinal);
        Assert.Contains("rollback", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Going_back_and_forth_keeps_each_set_once()
    {
        var pointer = ModelPointer.First.To("a", Some.T0).To("b", Some.T0).To("a", Some.T0);
        Assert.Equal(("a", "b", ModelPointer.BuiltIn), (pointer.Current, pointer.Previous[0], pointer.Previous[1]));
        Assert.Equal(2, pointer.Previous.Count);
    }
}
