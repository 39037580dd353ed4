using System.Text.Json;
using Monitor.Analysis;
using Monitor.Analysis.Feedback;
using Monitor.Analysis.Models;
using Monitor.Core.Judgements;
using Monitor.Host.Models;
using Monitor.Tests.Contracts;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Host.Models;

/// <summary>A better set is taken, a worse one refused with its figures, and one command goes back.</summary>
public sealed class ModelSwitchTests : IAsyncDisposable
{
    private readonly ModelHouse _house = new();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_worse_set_is_refused_with_the_figures_and_nothing_changes()
    {
        var (version, result) = await _house.Switch.UseAsync(ModelSets.Weak(_house.Path("candidate")), [_house.DevSet()], "tester", default);
        Assert.Null(version);
        Assert.False(result.Accepted);
        Assert.Equal(["sentiment", "rumour", "rumour", "topic", "form"], result.Figures.Select(f => f.Task));
        Assert.Contains(result.Figures, f => f is { Outcome: TrialOutcome.Worse, Present: not null, Noise: > 0 });
        Assert.Equal(ModelPointer.First, _house.Store.Pointer());
        Assert.Empty(_house.Store.Sets());
        var entry = Assert.Single(await _house.Ledger.AuditTrailAsync(10, default));
        Assert.Equal(("models.refuse", "tester"), (entry.Action, entry.Who));
        Assert.Contains("worse", entry.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_better_set_is_copied_put_in_use_and_audited_and_one_command_goes_back()
    {
        var weak = _house.Force(ModelSets.Weak);
        var candidate = ModelSets.Shipped(_house.Path("candidate"));
        var (version, result) = await _house.Switch.UseAsync(candidate, [_house.DevSet()], "tester", default);
        Assert.True(result.Accepted, result.Why);
        Directory.Delete(candidate, recursive: true);
        Assert.Equal(version, _house.Store.Pointer().Current);
        Assert.Equal(AssessorFactory.Load().Model, _house.Start().Model);

        Assert.Equal(weak, (await _house.Switch.RollBackAsync("tester", default))!.Value.Version);
        Assert.Equal(weak, _house.Store.Pointer().Current);
        Assert.Equal(ModelPointer.BuiltIn, (await _house.Switch.RollBackAsync("tester", default))!.Value.Version);
        Assert.Null(await _house.Switch.RollBackAsync("tester", default));
        Assert.Equal(["models.rollback", "models.rollback", "models.use"], (await _house.Ledger.AuditTrailAsync(10, default)).Select(e => e.Action));
    }

    [Fact]
    public async Task Stored_labels_refuse_what_the_fixed_set_alone_would_accept()
    {
        _house.Force(ModelSets.Weak);
        var (weak, shipped) = (_house.Start(), AssessorFactory.Load());
        var (dev, candidate) = (_house.DevSet(), ModelSets.Shipped(_house.Path("candidate")));
        Assert.True((await _house.Switch.TryAsync(candidate, [dev], default)).Result.Accepted);

        // People here hold with the models in use wherever the two differ.
        var texts = File.ReadLines(dev).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("text").GetString()!).ToList();
        foreach (var (text, i) in texts.Select((t, i) => (t, i)).Where(x => weak.Assess(x.t).Form != shipped.Assess(x.t).Form))
            for (var copy = 0; copy < 5; copy++)
                await _house.Ledger.SaveLabelAsync(Some.Label($"post-{i}-{copy}", LabelTasks.Form, weak.Assess(text).Form, 0) with { Text = text }, default);

        var (version, result) = await _house.Switch.UseAsync(candidate, [dev], "tester", default);
        Assert.Null(version);
        Assert.Contains(result.Figures, f => f is { Data: ModelTrial.StoredLabels, Task: LabelTasks.Form, Outcome: TrialOutcome.Worse, Present: 1 });
    }

    [Fact]
    public async Task A_candidate_that_does_not_load_is_an_error_and_nothing_changes()
    {
        await Assert.ThrowsAsync<ModelLoadException>(() => _house.Switch.UseAsync(ModelSets.Damaged(_house.Path("candidate")), [_house.DevSet()], "tester", default));
        Assert.Equal(ModelPointer.First, _house.Store.Pointer());
    }

    [Fact]
    public async Task Where_the_models_in_use_do_not_load_any_that_can_be_measured_are_better_than_none()
    {
        var damaged = _house.Force(ModelSets.Shipped);
        _house.Damage(damaged);
        var models = _house.Start();
        Assert.Null(models.Current);
        var (version, result) = await _house.Switch.UseAsync(ModelSets.Weak(_house.Path("candidate")), [_house.DevSet()], "tester", default);
        Assert.True(result.Accepted, result.Why);
        Assert.Equal(version, _house.Store.Pointer().Current);
        Assert.True(models.Refresh());
    }

    [Fact]
    public async Task Going_back_passes_over_a_set_that_does_not_load()
    {
        var weak = _house.Force(ModelSets.Weak);
        var shipped = _house.Force(ModelSets.Shipped);
        _house.Damage(weak);
        var back = await _house.Switch.RollBackAsync("tester", default);
        Assert.Equal((ModelPointer.BuiltIn, weak), (back!.Value.Version, Assert.Single(back.Value.Broken)));
        Assert.NotEqual(shipped, _house.Store.Pointer().Current);
    }

    [Fact]
    public async Task Going_back_from_a_choice_that_cannot_be_read_leads_to_the_shipped_models()
    {
        Directory.CreateDirectory(_house.Store.Directory);
        await File.WriteAllTextAsync(_house.Store.PointerFile, "{");
        Assert.Equal(ModelPointer.BuiltIn, (await _house.Switch.RollBackAsync("tester", default))!.Value.Version);
        Assert.NotNull(_house.Start().Current);
    }
}
